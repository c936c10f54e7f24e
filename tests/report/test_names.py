import pytest

from facilitator.report.names import shortened


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("Aline Bérard", "Aline B."),
        ("Cecile M", "Cecile M"),
        ("Cecile M.", "Cecile M."),
        ("Sabine", "Sabine"),
        ("sabine", "sabine"),
        ("LÉA", "LÉA"),
        ("ROUSSEL Bernard", "Bernard R."),
        ("Bernard ROUSSEL", "Bernard R."),
        ("LE GOFF Jacky", "Jacky L."),
        ("Jacky LE GOFF", "Jacky L."),
        ("Jacky Le Goff", "Jacky L."),
        ("Jacky Le GOFF", "Jacky L."),
        ("Marie-Odile Pons", "Marie-Odile P."),
        ("PONS-DURAND Marie-Odile", "Marie-Odile P."),
        ("Frédérique lahalle", "Frédérique L."),
        ("ANNE MARTIN", "ANNE M."),
        ("J. MARTIN", "J. M."),
        ("MARTIN J", "MARTIN J"),
        ("Nadège Kerloc'h", "Nadège K."),
        ("Zoé d'Arcy", "Zoé D."),
        ("Jean (mairie)", "Jean M."),
        ("  Inès   Arnoux ", "Inès A."),
        ("李 明", "李 明"),
        ("…", "…"),
    ],
)
def test_a_name_becomes_first_name_and_initial(typed: str, short: str) -> None:
    assert shortened(typed) == short
