//! The longest rising run of values, others left out.

/// Places of a longest subsequence in which each value may follow the one before it, by an order that `follows` asks of two of them
/// (Schensted 1961; Fredman 1975): `<` or `<=`.
pub(crate) fn longest<T>(values: &[T], follows: impl Fn(&T, &T) -> bool) -> Vec<usize> {
    // Smallest value that ends a rising sequence of each length, and for each value the one before it in its sequence.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; values.len()];
    for (at, value) in values.iter().enumerate() {
        let length = ends.partition_point(|&end| follows(&values[end], value));
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut rising = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        rising.push(at);
        next = before[at];
    }
    rising.reverse();
    rising
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_runs() {
        assert_eq!(longest(&[5, 1, 2, 9, 3, 4], |a, b| a < b), [1, 2, 4, 5]);
        assert_eq!(longest(&[2, 2, 1, 2], |a, b| a <= b), [0, 1, 3]);
        assert_eq!(longest(&[0; 0], |a, b| a < b), [0; 0]);
    }
}
