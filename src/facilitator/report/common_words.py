"""First names and surnames that are also common words, French and English, without accents and case.

Standing alone in small letters these are the word, not the person: "la pierre du mur" names nobody.
"""

_WORDS = (
    "abbe aime amber ambre ange angel ans april art august aurore avril barbe barbier bell berger bill black "
    "blanc blanche bois bon bonne bonnet boucher boulanger bouvier brook brown brun brune butler capucine carre "
    "carter cerise chance charity charpentier charron chase chasseur chevalier claire clay colline constance cook "
    "cordier couturier dale dawn day dean desire doux earl esperance faith fidele field fisher fleur fontaine "
    "forest forestier forgeron fort fortune franc france frank garde gardener gentil ginger grace grand grant "
    "gray green grey gros guy hall hardi harmony hazel heureux hiver honore hope hunter ivy jade jardin jardinier "
    "jay jeune jewel joie joli jolie joy june juste king lac lande lane large leger lilas little long lumiere "
    "lune lys mai maire maison maitre marais marchand marche marguerite marin marine mark mars mason may melody "
    "mercier mercy meunier miles miller modeste moine moulin neige noel noir nord olive page parent parfait park "
    "pasteur pat patience penny pepper perle petit petite pierre pin plat poirier pommier pont porte potier pre "
    "pres price prudence prune ray reine rich riche rive riviere rob robin roi rose rouge roux ruby rusty sage "
    "saison savant second serein shepherd short simple sky soleil stone sue summer tailleur tanner tisserand "
    "toile tour turner vallee verger vert victoire vieux vigne violet violette voisin ward weaver white will wood "
    "young"
)

COMMON_WORDS = frozenset(_WORDS.split())
"""Words of two letters count as common too; they need no list."""
