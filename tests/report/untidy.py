"""Reports as people hand them in: each one untidy in a way of its own."""

CAPITALS = """ATELIER 3 - RACCOMMODER - SESSION 1

QUESTION

Comment garder l'atelier vélo ouvert l'hiver ?

SYNTHESE

On tient par les *habitués du jeudi*.

PORTEUSE

Maud Kermorgant

PARTICIPANTS

Issa Diop
Régine

METEO DE DEPART

Deux ronds jaunes, un bleu.

ELEMENTS IMPORTANTS DE LA DISCUSSION

le poêle ne chauffe que la moitié de la halle

risque: perdre les bénévoles du soir

IDEES A CREUSER

- un rideau de laine
"""

COLONS = """Atelier 3 - Raccommoder - Session 2

Question :
Qui ouvre le local le samedi ?
Synthèse :
Un *tour de clé* partagé à quatre.
Porteur : Issa Diop
Participants : Maud Kermorgant, Régine, et Colin Le Bras

Matériel :
deux chaises, un paperboard

Éléments importants de la discussion :

Complément à la question: et qui le ferme ?

Trois points reviennent :
- la clé
- l'alarme

Idées à creuser :
- un cahier de passage
"""

BOLD = """Atelier 3 - Raccommoder - Session 3

**Question**

Que faire des pièces usées ?

**Synthèse**

Les trier *avant* de les peser.

**Porteuse :** Régine

**Participants** : Issa Diop; Maud Kermorgant

**Ambiance**

Sonore.

**Éléments importants de la discussion**

“On jette ce qu'on n'a pas appris à réparer”

**Idées à creuser**

- une bourse aux roues
"""

NUMBERED = """Atelier 3 - Raccommoder - Session 4

1. Question

Par où commencer une réparation ?

2. Synthèse

Par le bruit.

3. Porteur

Colin Le Bras

4. Participants

1. Maud Kermorgant
2. Issa Diop

5. Outils sur la table

Une clé de huit.

6. Éléments importants de la discussion

On écoute d'abord

1. lever la roue
2. tourner

7. Idées à creuser

- un atelier d'écoute
"""

NO_ACCENTS = """Atelier 3 - Raccommoder - Session 5

Question

A quoi sert un etabli partage ?

Synthese

A se croiser.

Porteur

Issa

Elements importants

Cf le carnet de la halle

Difficulte: les horaires

Idees a creuser

- un deuxieme etau
"""

BULLETS = """Atelier 3 - Raccommoder - Session 6

Question

Quels gestes transmettre ?

Participants

• Maud Kermorgant
• Issa Diop

Éléments importants

- redresser un rayon
* graisser une chaîne
• poser une rustine
– régler un frein
▪ changer un câble
\u2192 centrer une roue
o\tserrer un moyeu
\uf0b7 gonfler un pneu

Idées

● un film
● une affiche
"""

MISSING = """Atelier 3 - Raccommoder - Session 7

Éléments importants de la discussion

Personne n'avait de question écrite

Pourquoi se presser ?
"""

REFERENCES = """Atelier 3 - Raccommoder - Session 8

Question

Où trouver des pièces ?

Synthèse

Chez les voisins (1), d'abord.

1- Carte des ressourceries :
<https://ressources.example.org/carte>

Éléments importants de la discussion

risque: tout racheter neuf

Complément à la question: et pour les remorques

« La casse est une bibliothèque »

combien de temps garder une selle ?

Cf la brocante de mai

2- Guide des filetages <https://filets.example.org/guide>

exemple: la gare a donné douze sonnettes

on garde les chambres à air
"""

ENGLISH = """Repair circle - Session 2

Topic: How do we keep the bench busy in winter?
Convener: Morag Lindsay
Scribe: Ted
Participants: Ada Okoye, Ted and Wil Harker

Discussion highlights

People come for the *kettle* first

risk: the hall is cold after five

"A tool left alone forgets its trade"

Resources

1- Bench plans <https://bench.example.org/plans>

Recommendations

- a heater on a timer
- open on Sundays
"""

ENGLISH_HOST = """REPAIR CIRCLE

TOPIC OR ISSUE

Who mends the menders?

HOST

Wil Harker

PARTICIPANTS (3)

Ada Okoye
Morag Lindsay

WEATHER

Sleet.

SUMMARY OF THE DISCUSSION

Nobody asked for help before noon

NEXT STEPS

- a quiet corner
"""

OPENING = """# Atelier 3 - Raccommoder - Session 9

Porteur : Colin Le Bras
**Participants :** Maud Kermorgant, Issa Diop
Relu le soir même.

## Question

Que reste-t-il à dire ?

## Éléments importants

presque rien
"""

ALL = {name: text for name, text in list(globals().items()) if name.isupper() and isinstance(text, str)}
"""All of them by name."""
