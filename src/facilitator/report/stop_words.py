"""Words that carry no sense of their own, French and English, without accents and case: coverage does not count them."""

_FRENCH = (
    "a afin ai aie aient ainsi ait aller alors apres as assez au aucun aucune aujourd auquel aura aurait auront "
    "aussi autant autre autres aux avaient avais avait avant avec avez avoir avons ayant beaucoup bien c ca car "
    "ce ceci cela celle celles celui cependant certain certaine certaines certains ces cet cette ceux cf chacun "
    "chacune chaque chez comme comment contre d dans de deja depuis des dessous dessus devant devoir devra "
    "devrait dois doit doivent donc dont du durant elle elles en encore enfin entre es est et etaient etais etait "
    "etant etc ete etes etre eu eut eux fais faire fait faite faites faits faut fera font hors hui ici il ils j "
    "jamais je jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m "
    "ma mais me meme memes mes mieux moi moins mon n ne ni non nos notamment notre nous on ont ou par parce "
    "parfois pas pendant permet permettre permis peu peut peuvent peux plus plusieurs plutot pour pourquoi "
    "pourrait pouvait pouvoir presque pu puis puisqu puisque qu quand que quel quelle quelles quelqu quelque "
    "quelques quels qui quoi quoique s sa sans se selon sera serait seront ses seulement si sien soi soit sommes "
    "son sont souvent sous suis sur surtout t ta tant te tel telle telles tels tes tiens toi ton toujours tous "
    "tout toute toutes tres trop tu un une va vais vers veut veulent voila vont vos votre vous vraiment y"
)
_ENGLISH = (
    "a about above after again against all almost also although always am among an and another any are aren as "
    "at be because been before being below between both but by can cannot could couldn d did didn do does doesn "
    "doing don done down during each either else enough etc even ever every few for from further get gets got "
    "had hadn has hasn have haven having he her here hers herself him himself his how however i if in instead "
    "into is isn it its itself just least less let like ll m many may me might mine more most much must my "
    "myself need needs neither never no nor not now of off often on once one only onto or other others our ours "
    "ourselves out over own per perhaps quite rather re really s same shall she should shouldn since so some "
    "still such t than that the their theirs them themselves then there these they this those through thus to "
    "too toward towards under until up upon us ve very via was wasn we were weren what when where whether which "
    "while who whom whose why will with within without won would wouldn yet you your yours yourself"
)

STOP_WORDS: dict[str, frozenset[str]] = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}
"""By language; what an apostrophe leaves of a word ("l", "qu", "doesn") is among them."""
