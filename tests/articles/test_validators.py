import pytest
from django.core.exceptions import ValidationError

from articles.validators import validate_orcid


# The first is the example of ORCID's own documentation, the second ends in the letter.
@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0002-1694-233X"])
def test_valid_orcid_is_accepted(orcid):
    validate_orcid(orcid)


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0079", "0000-0001-1825-0097"])
def test_wrong_check_character_is_rejected(orcid):
    with pytest.raises(ValidationError, match="check digit does not match"):
        validate_orcid(orcid)


@pytest.mark.parametrize(
    "orcid", ["0000000218250097", "0000-0002-1825-009x", "orcid", "٠٠٠٠-0002-1825-0097"]
)
def test_other_text_is_rejected(orcid):
    with pytest.raises(ValidationError, match="four groups of four"):
        validate_orcid(orcid)
