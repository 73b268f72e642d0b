use super::Words;

pub const FRENCH: Words = Words {
    // French people come from the population model: these stand in for mothers' and pets' names.
    first_female: "Camille|Chloé|Léa|Manon|Océane|Nathalie|Sylvie|Martine|Aurélie|Élodie|Monique|Zoé",
    first_male: "Nicolas|Julien|Thierry|Rémi|Loïc|Étienne|Mathéo|Didier|Gérard|Yanis|Kévin|Hugo",
    last: "Lefèvre|Garnier|Chevalier|Benali|Le Gall|Dos Santos|Perrin|Noël|Marchand|Aubert|Nguyen|Colin",
    salutations: ["Mme|Mlle|Madame", "M.|M|Monsieur|Mr"],
    sexes: "F/M|F/H|Femme/Homme|féminin/masculin|2/1",
    marital: "célibataire|marié(e)|divorcé(e)|veuf|pacsé|Concubinage|Marié|Séparé",
    nationalities: "Française|Belge|Suisse|Portugaise|Marocaine|Algérienne|Italienne|Espagnole|Tunisienne|Allemande",
    countries: "France|Belgique|Suisse|Luxembourg|Canada|Maroc|Algérie|Allemagne|Espagne|Italie|Royaume-Uni",
    languages: "français|anglais|allemand|espagnol|italien|arabe|portugais",
    jobs: "Comptable|Chargée de clientèle|Ingénieur d'études|Infirmière|Chauffeur-livreur|Directeur commercial|\
        Assistante RH|Technicien de maintenance|Responsable logistique|Aide-soignante|Développeur web|Vendeuse|\
        Chef de projet|Secrétaire médicale|Agent d'entretien|Préparateur de commandes|Professeur des écoles|Magasinier|\
        Conseiller clientèle|Cadre administratif|Électricien|Cuisinier|Conducteur de travaux|Juriste",
    firms: "{} SARL|SAS {}|Établissements {}|{} et Fils|Groupe {}|Garage {}|Boulangerie {}|{} Transports|SCI {}|EURL {}|\
        Pharmacie {}|{} Conseil",
    beside: "Bât @|Appt #|Résidence les Tilleuls|#e étage|Chez M. Perrin|BP #|Escalier @|Bâtiment @ appt #|Étage #|\
        Lotissement les Pins",
    statuses: "Livré|En cours de livraison|Expédié|En préparation|Retourné à l'expéditeur|En transit|Annulé|\
        Disponible en point relais|En attente d'expédition",
    payments: "Carte bancaire|CB|PayPal|Virement|Chèque|Prélèvement|Apple Pay|Espèces|Visa|Mastercard",
    products: "Lampe de chevet|Cafetière filtre|T-shirt coton bio|Casque audio|Table basse chêne|Sac à dos|Crème mains|\
        Jeu de construction|Chaussures running|Housse de couette|Aspirateur balai|Coque téléphone|Montre acier|Vélo pliant",
    comments: [
        "Merci de sonner deux fois|Client très mécontent du retard|Le colis est arrivé abîmé hier|Appeler avant de passer|\
         A demandé un remboursement partiel|Produit conforme à la description|Je recommande vivement ce vendeur|\
         Rappeler la semaine prochaine",
        "car l'interphone ne marche pas|et il attend une réponse rapide|sans aucune explication de leur part|\
         merci pour votre travail|avant la fin du mois|depuis son dernier achat",
    ],
    questions: "Quel est le nom de votre premier animal ?|Quel est le nom de jeune fille de votre mère ?|\
        Dans quelle ville êtes-vous né ?|Quelle était votre première voiture ?|Quel est votre plat préféré ?",
    segments: "Particulier|Pro|Bronze|Argent|Or|Prospect|Inactif 12m|Web|Magasin",
    months: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    answers: "oui/non|Oui/Non|O/N|vrai/faux|1/0",
};

pub const SPANISH: Words = Words {
    first_female: "María|Carmen|Josefa|Isabel|Laura|Ana|Cristina|Marta|Lucía|Paula|Dolores|Pilar|Elena|Rosario|Raquel|\
        Sara|Beatriz|Nuria|Silvia|Rocío|Inés|Alba|Montserrat|Ana María|María José|Irene|Yolanda|Sonia|Encarnación|Noelia",
    first_male: "Antonio|Manuel|José|Francisco|David|Juan|Javier|Daniel|Carlos|Jesús|Alejandro|Miguel|Rafael|Pedro|Pablo|\
        Ángel|Sergio|Fernando|Jorge|Luis|Alberto|Álvaro|Adrián|Diego|Raúl|Iván|Rubén|Óscar|José Luis|Gonzalo|Jaime",
    last: "García|Rodríguez|González|Fernández|López|Martínez|Sánchez|Pérez|Gómez|Martín|Jiménez|Hernández|Ruiz|Díaz|\
        Moreno|Muñoz|Álvarez|Romero|Gutiérrez|Alonso|Navarro|Torres|Domínguez|Ramos|Vázquez|Ramírez|Gil|Serrano|Molina|\
        Blanco|Morales|Suárez|Ortega|Delgado|Castro|Ortiz|Marín|Rubio|Núñez|Medina|Sanz|Castillo|Iglesias|Cortés|\
        Garrido|Santos|Guerrero|Lozano|Cano|Cruz|Méndez|Flores|Prieto|Herrera|Peña|León|Márquez|Cabrera|Gallego|Calvo|\
        García López|Martínez Ruiz|Pérez Sánchez|Vidal|Campos|Reyes|Vega|Fuentes|Carrasco|Diez",
    salutations: ["Sra.|Sra|Señora", "Sr.|Sr|Señor"],
    sexes: "M/H|mujer/hombre|F/M|Femenino/Masculino",
    marital: "soltero|casado|divorciada|viudo|Soltera|Casada|separado",
    nationalities: "española|francesa|rumana|marroquí|colombiana|italiana|alemana|portuguesa|argentina|ecuatoriana",
    countries: "España|Francia|Portugal|Andorra|México|Colombia|Argentina|Alemania|Italia",
    languages: "español|inglés|francés|alemán|italiano|portugués|catalán",
    jobs: "Administrativo|Enfermera|Profesor|Camarero|Ingeniero de software|Abogada|Contable|Director de ventas|\
        Conductor|Dependienta|Técnico de mantenimiento|Médico|Comercial|Arquitecto|Recepcionista|Jefe de proyecto|\
        Electricista|Cocinero|Operario de almacén|Asesor financiero",
    firms: "{} S.L.|{} S.A.|Talleres {}|Hermanos {} S.L.|Grupo {}|Construcciones {}|Transportes {}|Asesoría {} S.L.P.",
    beside: "#º @|Piso # puerta @|Escalera @|Bajo @|Apartado de correos #|Edificio Sol|Portal #|Urbanización Las Flores",
    statuses: "Entregado|En reparto|Enviado|En tránsito|Devuelto|Cancelado|Pendiente de envío|En preparación",
    payments: "Tarjeta de crédito|PayPal|Transferencia|Bizum|Contra reembolso|Visa|Efectivo|Mastercard",
    products: "Lámpara de mesa|Cafetera italiana|Camiseta algodón|Auriculares|Mochila escolar|Zapatillas running|Sartén 28 cm|\
        Funda nórdica|Reloj deportivo|Bolso de piel|Silla plegable|Juego de cuchillos|Altavoz portátil|Crema facial",
    comments: [
        "Llamar antes de entregar el pedido|El cliente pide la devolución|Muy contenta con la compra|\
         No estaba nadie en casa|El paquete llegó roto ayer|Dejar en la portería del edificio",
        "porque el timbre no funciona|y espera respuesta urgente|muchas gracias por todo|antes de fin de mes|\
         desde hace dos semanas",
    ],
    questions: "¿Cuál es el nombre de su primera mascota?|¿Cuál es el apellido de soltera de su madre?|\
        ¿En qué ciudad nació?|¿Cuál fue su primer coche?|¿Cuál es su comida favorita?",
    segments: "Particular|Empresa|Bronce|Plata|Oro|Potencial|Baja|Tienda|Online",
    months: "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    answers: "sí/no|Si/No|S/N|verdadero/falso|1/0",
};

pub const ITALIAN: Words = Words {
    first_female: "Maria|Giulia|Francesca|Chiara|Sara|Valentina|Alessia|Martina|Elisa|Federica|Giovanna|Rosa|Angela|\
        Paola|Laura|Simona|Elena|Silvia|Anna|Teresa|Lucia|Roberta|Giorgia|Beatrice|Caterina|Ilaria|Alice|Sofia|Debora",
    first_male: "Giuseppe|Marco|Andrea|Francesco|Alessandro|Antonio|Giovanni|Luca|Matteo|Roberto|Mario|Luigi|Stefano|\
        Paolo|Lorenzo|Davide|Simone|Fabio|Riccardo|Salvatore|Vincenzo|Massimo|Filippo|Nicolò|Gianluca|Daniele|Pietro|Enrico",
    last: "Rossi|Russo|Ferrari|Esposito|Bianchi|Romano|Colombo|Ricci|Marino|Greco|Bruno|Gallo|Conti|De Luca|Mancini|Costa|\
        Giordano|Rizzo|Lombardi|Moretti|Barbieri|Fontana|Santoro|Mariani|Rinaldi|Caruso|Ferrara|Galli|Martini|Leone|Longo|\
        Gentile|Martinelli|Vitale|Lombardo|Serra|Coppola|De Santis|D'Angelo|Marchetti|Parisi|Villa|Conte|Ferraro|Ferri|\
        Fabbri|Bianco|Marini|Grasso|Valentini|Messina|Sala|De Angelis|Gatti|Pellegrini|Palumbo|Sanna|Farina|Rizzi|Monti|\
        Cattaneo|Morelli|Amato|Silvestri|Mazza|Testa|Grassi|Pellegrino|Carbone|Giuliani|Benedetti|Barone|Rossetti",
    salutations: ["Sig.ra|Signora|Dott.ssa", "Sig.|Signor|Dott."],
    sexes: "F/M|donna/uomo|Femmina/Maschio|femminile/maschile",
    marital: "celibe|nubile|coniugato|divorziata|vedovo|coniugata|separato",
    nationalities: "italiana|rumena|albanese|francese|marocchina|tedesca|spagnola|svizzera|ucraina",
    countries: "Italia|Francia|Svizzera|Germania|Spagna|Romania|San Marino|Austria",
    languages: "italiano|inglese|francese|tedesco|spagnolo|rumeno",
    jobs: "Impiegato|Infermiera|Insegnante|Operaio|Ingegnere|Avvocato|Commessa|Ragioniere|Autista|Medico|Architetto|\
        Responsabile vendite|Tecnico informatico|Cameriere|Magazziniere|Segretaria|Geometra|Elettricista|Cuoco|Farmacista",
    firms: "{} S.r.l.|{} S.p.A.|Fratelli {} S.n.c.|Officina {}|Gruppo {}|{} & C. S.a.s.|Panificio {}|Studio {}",
    beside: "Scala @|Interno #|Palazzina @|Piano #|c/o Studio Bianchi|Int. #|Casella postale #|Edificio @",
    statuses: "Consegnato|In consegna|Spedito|In transito|Reso al mittente|Annullato|In preparazione|In attesa di spedizione",
    payments: "Carta di credito|PayPal|Bonifico|Contrassegno|Visa|Contanti|Mastercard|Postepay",
    products: "Lampada da tavolo|Caffettiera moka|Maglietta cotone|Cuffie bluetooth|Zaino scuola|Scarpe running|Padella 28 cm|\
        Copripiumino|Orologio sportivo|Borsa in pelle|Sedia pieghevole|Set coltelli|Cassa portatile|Crema viso",
    comments: [
        "Chiamare prima della consegna|Il cliente chiede il rimborso|Molto soddisfatta del prodotto|\
         Non c'era nessuno in casa|Il pacco è arrivato rotto|Lasciare in portineria al mattino",
        "perché il citofono non funziona|e aspetta una risposta urgente|grazie mille per tutto|entro la fine del mese|\
         da più di due settimane",
    ],
    questions: "Qual è il nome del tuo primo animale?|Qual è il cognome da nubile di tua madre?|In quale città sei nato?|\
        Qual è stata la tua prima auto?|Qual è il tuo piatto preferito?",
    segments: "Privato|Azienda|Bronzo|Argento|Oro|Potenziale|Cessato|Negozio|Online",
    months: "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    answers: "sì/no|Si/No|S/N|vero/falso|1/0",
};

pub const PORTUGUESE: Words = Words {
    first_female: "Maria|Ana|Joana|Inês|Catarina|Mariana|Sofia|Beatriz|Marta|Sara|Rita|Carla|Patrícia|Sandra|Teresa|\
        Isabel|Filipa|Cláudia|Helena|Leonor|Margarida|Cristina|Fernanda|Susana|Raquel|Daniela|Andreia|Vera|Lúcia|Matilde",
    first_male: "João|José|António|Manuel|Pedro|Paulo|Miguel|Rui|Tiago|Ricardo|Nuno|Luís|Carlos|Francisco|Bruno|André|\
        Diogo|Gonçalo|Hugo|Jorge|Fernando|Duarte|Rodrigo|Vasco|Filipe|Sérgio|Afonso|Hélder|Joaquim|Álvaro",
    last: "Silva|Santos|Ferreira|Pereira|Oliveira|Costa|Rodrigues|Martins|Jesus|Sousa|Fernandes|Gonçalves|Gomes|Lopes|\
        Marques|Alves|Almeida|Ribeiro|Pinto|Carvalho|Teixeira|Moreira|Correia|Mendes|Nunes|Soares|Vieira|Monteiro|Cardoso|\
        Rocha|Neves|Coelho|Cruz|Cunha|Pires|Ramos|Reis|Simões|Antunes|Matos|Fonseca|Machado|Araújo|Barbosa|Tavares|\
        Lourenço|Castro|Figueiredo|Azevedo|Freitas|Magalhães|Henriques|Lima|Guerreiro|Batista|Pinheiro|Faria|Miranda|\
        Barros|Morais|Esteves|da Silva|dos Santos|Nogueira|Andrade|Brito|Campos|Macedo|Melo|Vaz",
    salutations: ["Sra.|Sra|Senhora|Dra.", "Sr.|Sr|Senhor|Dr."],
    sexes: "F/M|mulher/homem|Feminino/Masculino",
    marital: "solteiro|casada|divorciado|viúva|Casado|Solteira|união de facto",
    nationalities: "portuguesa|brasileira|francesa|angolana|espanhola|cabo-verdiana|ucraniana|italiana|inglesa",
    countries: "Portugal|Espanha|França|Brasil|Angola|Suíça|Alemanha|Reino Unido|Moçambique",
    languages: "português|inglês|francês|espanhol|alemão|italiano",
    jobs: "Enfermeira|Professor|Contabilista|Engenheiro civil|Motorista|Advogada|Vendedor|Gestor de projetos|Médico|\
        Rececionista|Técnico de informática|Cozinheiro|Operador de armazém|Secretária|Eletricista|Diretor comercial|\
        Arquiteta|Empregado de mesa|Assistente administrativa|Farmacêutica",
    firms: "{} Lda|{} S.A.|Irmãos {} Lda.|Grupo {}|Construções {} Lda|Transportes {}|Farmácia {}|{} Unipessoal Lda",
    beside: "#º Esq.|#º Dto|R/C|Bloco @|Lote #|Fração @|Apartado #|Edifício Mar",
    statuses: "Entregue|Em distribuição|Enviado|Em trânsito|Devolvido|Cancelado|Em preparação|Aguarda expedição",
    payments: "Multibanco|MB WAY|PayPal|Cartão de crédito|Transferência|Visa|Dinheiro|Mastercard",
    products: "Candeeiro de mesa|Cafeteira italiana|T-shirt algodão|Auscultadores|Mochila escolar|Sapatilhas corrida|\
        Frigideira 28 cm|Capa de edredão|Relógio desportivo|Mala de pele|Cadeira dobrável|Conjunto de facas|Coluna portátil",
    comments: [
        "Ligar antes de entregar a encomenda|O cliente pede o reembolso|Muito satisfeita com a compra|\
         Não estava ninguém em casa|A caixa chegou partida ontem|Deixar na portaria do prédio",
        "porque a campainha não funciona|e espera resposta urgente|muito obrigada por tudo|até ao fim do mês|\
         há mais de duas semanas",
    ],
    questions: "Qual é o nome do seu primeiro animal?|Qual é o apelido de solteira da sua mãe?|Em que cidade nasceu?|\
        Qual foi o seu primeiro carro?|Qual é a sua comida preferida?",
    segments: "Particular|Empresa|Bronze|Prata|Ouro|Potencial|Inativo|Loja|Online",
    months: "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    answers: "sim/não|Sim/Nao|S/N|verdadeiro/falso|1/0",
};
