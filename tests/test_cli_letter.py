"""`foia letter`: what a person sees, and what lies in the folder afterwards."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foia.library.laws import read_law
from foia.library.places import Library

ME = ("--name", "Alex Example", "--email", "alex@example.org")
SEATTLE = ("letter", "Seattle Police Department", "--state", "WA", *ME, "--date", "2026-11-23")
Run = Callable[..., Any]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_letter_writes_its_files_and_prints_each_path(foia: Run) -> None:
    ran = foia(*SEATTLE)
    endings = (".docx", ".pdf", ".eml", ".txt", "-next-steps.txt")
    names = [f"wa-seattle-police-department-2026-11-23{ending}" for ending in endings]
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[:5] == [f"letters/{name}" for name in names]
    assert files(Path("letters")) == sorted(names)


def test_letter_says_three_steps_and_when_a_reply_is_due(foia: Run) -> None:
    out = foia(*SEATTLE).out
    assert [line[:2] for line in out.splitlines()[6:9]] == ["1.", "2.", "3."]
    assert "If it is received on Monday, November 23, 2026, RCW 42.56.520(1) calls for the agency to respond by" in out
    # Thanksgiving and the day after it (RCW 1.16.050) are not counted, so five business days end on 2 December.
    assert "Wednesday, December 2, 2026" in out
    assert "Native American Heritage Day" in out


def test_letter_json_names_each_file_with_its_fingerprint(foia: Run) -> None:
    ran = foia(*SEATTLE, "--json")
    told = json.loads(ran.out)
    assert set(told) == {"files", "agency", "channel", "due", "warnings"}
    assert told["agency"] == "wa/seattle-police-department"
    assert told["due"] == "2026-12-02"
    for one in told["files"]:
        assert hashlib.sha256(Path(one["path"]).read_bytes()).hexdigest() == one["sha256"]


def test_letter_twice_changes_nothing(foia: Run) -> None:
    foia(*SEATTLE)
    before = {path: path.read_bytes() for path in Path("letters").iterdir()}
    ran = foia(*SEATTLE)
    assert ran.code == 0
    assert before == {path: path.read_bytes() for path in Path("letters").iterdir()}


def test_letter_never_overwrites_a_file_that_differs(foia: Run) -> None:
    foia(*SEATTLE)
    changed = Path("letters/wa-seattle-police-department-2026-11-23.txt")
    changed.write_text("my own notes")
    ran = foia(*SEATTLE, "--size", "starter")
    assert ran.code == 2
    assert "a different file of that name is there already; nothing was written" in ran.err
    assert "Add --force to overwrite it, or --out to write elsewhere." in ran.err
    assert changed.read_text() == "my own notes"
    assert foia(*SEATTLE, "--size", "starter", "--force").code == 0
    assert changed.read_text() != "my own notes"


def test_preview_is_what_is_written_and_writes_nothing(foia: Run) -> None:
    shown = foia(*SEATTLE, "--preview").out
    assert not Path("letters").exists()
    foia(*SEATTLE)
    draft = email.message_from_bytes(
        Path("letters/wa-seattle-police-department-2026-11-23.eml").read_bytes(), policy=email.policy.default
    )
    body = draft.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert body.replace("\r\n", "\n").strip() == shown.strip()


def test_unknown_agency_lists_the_nearest_and_writes_nothing(foia: Run) -> None:
    ran = foia("letter", "Zxqvwy Constabulary", "--state", "WA", *ME)
    assert ran.code == 2
    assert "no agency called 'Zxqvwy Constabulary' is on file in WA" in ran.err
    assert not Path("letters").exists()


def test_ambiguous_agency_lists_the_candidates_and_writes_nothing(foia: Run, tmp_path: Path) -> None:
    own = tmp_path / "own/agencies/wa"
    own.mkdir(parents=True)
    rows = ["slug,name,kind,city,state", "north-bend-police,North Bend Police Department,municipal,North Bend,WA"]
    rows.append("north-bend-village-police,North Bend Village Police,municipal,North Bend,WA")
    (own / "agencies.csv").write_text("\n".join(rows) + "\n")
    ran = foia("letter", "North Bend", "--state", "WA", *ME, "--data", tmp_path / "own")
    assert ran.code == 2
    assert "'North Bend' fits more than one agency; nothing was written\nSay which by its id:" in ran.err
    assert "wa/north-bend-police " in ran.err
    assert "wa/north-bend-village-police " in ran.err
    assert not Path("letters").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--state", "ZZ"), "no law is on file for 'ZZ'"),
        (("--date", "11/22/2026"), "--date: '11/22/2026' is not a date\nWrite it as YYYY-MM-DD, for example 2026-11-22. Did you mean 2026-11-22?"),
        (("--date", "2026-02-30"), "--date: '2026-02-30' is not a date"),
        (("--date", "9999-12-31"), "--date: '9999-12-31' is too far away to count from\nLook at the year again."),
        (("--date", "0001-01-01"), "--date: '0001-01-01' is too far away to count from\nLook at the year again."),
        (("--size", "standart"), "--size: 'standart' is not a choice; did you mean 'standard'?\nChoices: starter, standard, deep."),
        (("--item", "agrements"), "--item: no item 'agrements'; did you mean 'agreements'?"),
        (("--vendor", "Clearvew AI"), "--vendor: no vendor 'Clearvew AI'; did you mean 'clearview ai'?"),
        (("--since", "2026-12-01", "--until", "2026-01-01"), "--since: the period starts on 2026-12-01 and ends on 2026-01-01\nGive a start that lies before the end."),
        (("--format", "doc"), "--format: no format 'doc'; did you mean 'docx'?\nFormats: docx, pdf, eml, txt, html."),
        (("--channel", "pigeon"), "--channel: 'pigeon' is not a choice\nChoices: email, portal, mail, fax, hand."),
        (("--role", "reporter"), "--role: 'reporter' is not a choice\nChoices: individual, news, nonprofit, scholar, commercial."),
        (("--ground", "wa:citizen"), "--ground: no ground wa:citizen\nGrounds here: none; the act is open to anyone."),
        (("--email", "alex at example"), "the e-mail address 'alex at example' is not an e-mail address"),
        (("--email", "alex@example.org\nBcc: all@example.org"), "the e-mail address has a line break in it\nWrite it on one line."),
        (("--name", "Alex\nBcc: all@example.org"), "the name has a line break in it\nWrite it on one line."),
        (("--name", "Alex\x07"), "the name holds U+0007: it is a control character that Word files cannot hold"),
        (("--name", "Alex\ue000"), "the name holds U+E000: it is a private-use character"),
        (("--name", "\u202eAlex"), "the name holds U+202E RIGHT-TO-LEFT OVERRIDE"),
        (("--fee-cap", "-1"), "--fee-cap: -1 is less than nothing\nGive whole dollars."),
        (("--letterhead", "none.docx"), "none.docx"),
        (("--requester", "none.toml"), "none.toml: there is no such requester file"),
    ],
    ids=lambda value: " ".join(value)[:40].encode("unicode_escape").decode() if isinstance(value, tuple) else "",
)  # fmt: skip
def test_wrong_input_gets_one_message_and_writes_nothing(foia: Run, words: tuple[str, ...], message: str) -> None:
    ran = foia(*SEATTLE, *words)
    assert ran.code == 2, ran.out
    assert message in ran.err
    assert "Traceback" not in ran.err
    assert not Path("letters").exists()


def test_missing_name_says_how_to_give_it(foia: Run) -> None:
    ran = foia("letter", "wa/seattle-police-department")
    assert ran.code == 2
    assert ran.err.startswith("a letter needs your name\nAdd --name")


def test_folder_that_cannot_be_written_is_named(foia: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    ran = foia(*SEATTLE, "--out", "taken/letters")
    assert ran.code == 2
    assert "the letter could not be written: Not a directory" in ran.err
    assert "Nothing was written. Choose another folder with --out, or make room." in ran.err


def test_full_disk_leaves_nothing_half_written(foia: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import foia.writing as writing

    put, count = writing.put_beside, iter(range(10))

    def full(place: Path, data: bytes, mode: int | None) -> Path:
        if next(count) == 2:
            raise OSError(28, "No space left on device", str(place.parent))
        return put(place, data, mode)

    monkeypatch.setattr(writing, "put_beside", full)
    ran = foia(*SEATTLE)
    assert ran.code == 2
    assert "the letter could not be written: No space left on device" in ran.err
    assert files(Path("letters")) == []


def test_broken_line_in_the_users_own_folder_is_named_with_its_line(foia: Run, tmp_path: Path) -> None:
    own = tmp_path / "own/agencies/wa"
    own.mkdir(parents=True)
    table = own / "agencies.csv"
    table.write_text("slug,name,kind,officers\nmy-town,My Town Police,municipal,a few\n")
    ran = foia(*SEATTLE, "--data", tmp_path / "own")
    assert ran.code == 2
    assert f"{table}:2: officers ('a few'): Expected `int | null`" in ran.err


def test_fix_in_the_users_own_folder_changes_one_field(foia: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    fixes = (
        "id,field,value,source,date\nwa/seattle-police-department,mail,Desk 9; Seattle; WA 98104,my call,2026-11-20\n"
    )
    (own / "fixes.csv").write_text(fixes)
    out = foia(*SEATTLE, "--channel", "mail", "--preview", "--data", own).out
    assert "Seattle Police Department\nDesk 9\nSeattle\nWA 98104" in out


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "<b>&amp;\"'", "Zoë Ñandú", "محمد", "Zo\u0065\u0308 🙂"])
def test_user_text_arrives_as_typed(foia: Run, text: str) -> None:
    import unicodedata

    ran = foia(
        "letter",
        "wa/seattle-police-department",
        "--name",
        text,
        "--email",
        "a@example.org",
        "--format",
        "txt,eml,html,docx",
    )
    assert ran.code == 0, ran.err
    typed = unicodedata.normalize("NFC", text)
    written = {path.suffix: path for path in Path("letters").iterdir() if "next-steps" not in path.name}
    assert typed in written[".txt"].read_text(encoding="utf-8")
    draft = email.message_from_bytes(written[".eml"].read_bytes(), policy=email.policy.default)
    assert typed in draft.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    import html

    assert typed in html.unescape(written[".html"].read_text(encoding="utf-8"))
    import docx

    assert any(typed in paragraph.text for paragraph in docx.Document(str(written[".docx"])).paragraphs)


def test_character_the_pdf_cannot_set_stops_the_pdf_alone(foia: Run) -> None:
    ran = foia("letter", "wa/seattle-police-department", "--name", "Alex 山", "--email", "a@example.org")
    assert ran.code == 1
    assert "U+5C71" in ran.err
    assert sorted(path.suffix for path in Path("letters").iterdir()) == [".docx", ".eml", ".txt", ".txt"]


def test_chicago_as_an_individual_has_at_most_five_items(foia: Run, library: Library) -> None:
    """5 ILCS 140/2(h) makes more than five categories from an individual a voluminous request; news media are exempt."""
    chicago = ("letter", "il/chicago-police-department", *ME, "--preview")
    individual = foia(*chicago, "--role", "individual")
    assert "\n5. " in individual.out
    assert "\n6. " not in individual.out
    news = foia(*chicago, "--role", "news")
    assert "\n10. " in news.out
    larger = foia(*chicago, "--role", "individual", "--size", "standard")
    limit = read_law(library, "il").limits[0]
    assert f"Note: {limit.section}: {limit.consequence} (this letter has 10 items)" in larger.err


def test_boise_from_a_stored_profile_swears_nothing(foia: Run) -> None:
    """Idaho Code 74-102(4) wants a declaration under oath; a stored profile can pick the ground but never swear."""
    address = "1 Main Street / Boise, ID 83702"
    stored = (
        "name=Alex Example",
        "email=alex@example.org",
        f"address={address}",
        "phone=(208) 555-0100",
        "ground=id:resident",
    )
    foia("me", *(word for one in stored for word in ("--set", one)))
    boise = ("letter", "id/boise-police-department", "--preview")
    refused = foia(*boise)
    assert refused.code == 2
    assert "Idaho Code § 74-102(4)" in refused.err
    assert "has to be made anew in every run" in refused.err
    assert "--affirm id:resident" in refused.err
    sworn = foia(*boise, "--affirm", "id:resident")
    assert sworn.code == 0, sworn.err
    assert "Signature of Alex Example, and date" in sworn.out


def test_virginia_without_a_ground_is_refused_with_the_ways_out(foia: Run) -> None:
    ran = foia("letter", "va/fairfax-county-police-department", *ME)
    assert ran.code == 2
    assert ran.err.startswith("the law of Virginia limits who may ask, and you have not said on which ground you ask.")
    assert "--ground va:citizen" in ran.err
    assert "If none is true of you: " in ran.err
    assert not Path("letters").exists()


def test_virginia_media_ground_claims_neither_citizen_nor_resident(foia: Run, library: Library) -> None:
    grounds = [
        one for one in read_law(library, "va").who.grounds if "news" in one.roles or "circulation" in one.statement
    ]
    words = ("letter", "va/fairfax-county-police-department", *ME, "--role", "news", "--organization", "Ohio Daily")
    for ground in grounds:
        ran = foia(
            *words, "--address", "1 Main Street / Columbus, OH 43004", "--ground", f"va:{ground.id}", "--preview"
        )
        assert ran.code == 0, ran.err
        assert ground.statement in ran.out
        assert not re.search(r"\bI am a (citizen|resident)", ran.out)
    assert grounds


def test_portal_text_does_not_show_a_stored_street(foia: Run) -> None:
    foia("me", "--set", "address=1 Secret Street / San Diego, CA 92101", "--set", "phone=(619) 555-0100")
    ran = foia("letter", "ca/san-diego-police-department", *ME, "--channel", "portal", "--format", "txt,docx")
    assert ran.code == 0, ran.err
    text = next(one for one in Path("letters").glob("*.txt") if "next-steps" not in one.name).read_text(
        encoding="utf-8"
    )
    assert "Secret Street" not in text
    assert "555-0100" not in text


def test_max_chars_takes_the_largest_size_that_fits_and_says_so(foia: Run) -> None:
    full = foia(*SEATTLE, "--size", "deep", "--format", "txt", "--out", "a", "--max-chars", "1000000")
    assert "Note: the portal text has" in full.err
    assert "in size deep (limit 1000000)" in full.err
    small = foia(*SEATTLE, "--format", "txt", "--out", "b", "--max-chars", "6500", "--size", "deep")
    assert small.code == 0, small.err
    assert (
        len(next(one for one in Path("b").iterdir() if "next-steps" not in one.name).read_text(encoding="utf-8"))
        <= 6500
    )
    none = foia(*SEATTLE, "--format", "txt", "--out", "c", "--max-chars", "100")
    assert none.code == 2
    assert re.match(r"--max-chars: even the starter letter has \d+ characters, \d+ more than 100\n", none.err)
    assert not Path("c").exists()


def test_email_draft_goes_only_to_an_address_with_a_source(foia: Run, library: Library) -> None:
    from foia.library.agencies import read_agencies, read_contacts

    agencies = [*read_agencies(library, "tx").values(), *read_agencies(library, "wa").values()]
    open_ = [one for one in agencies if one.regime == "state act" and one.status == "active"]
    reached = [one for one in open_ if read_contacts(library, one)]
    for agency in [*reached, *open_[:5]]:
        ran = foia("letter", agency.id, *ME, "--format", "eml", "--out", "mail")
        draft = email.message_from_bytes(
            next(Path("mail").glob(f"{agency.id.replace('/', '-')}-*.eml")).read_bytes(), policy=email.policy.default
        )
        emails = [one.value for one in read_contacts(library, agency) if one.channel == "email"]
        assert ran.code == 0, ran.err
        assert draft["To"] == (emails[0] if emails else None)
        assert draft["X-Unsent"] == "1"
        assert draft["Date"] is None


def test_vendor_puts_its_old_names_into_the_search_line(foia: Run) -> None:
    out = foia(*SEATTLE, "--vendor", "3M", "--preview").out
    search = next(line for line in out.splitlines() if line.startswith("Search."))
    for name in ("3M", "Cogent", "Gemalto", "Thales"):
        assert name in search


def test_old_address_comes_with_the_telephone_and_the_question(foia: Run, tmp_path: Path) -> None:
    own = tmp_path / "own/agencies/wa"
    own.mkdir(parents=True)
    head = "slug,name,kind,street,city,state,zip,phone,address_source,address_date"
    line = (
        "old-town-police,Old Town Police,municipal,1 Main Street,Old Town,WA,98001,(206) 555-0100,hifld-2019,2019-01-15"
    )
    (own / "agencies.csv").write_text(f"{head}\n{line}\n")
    ran = foia("letter", "wa/old-town-police", *ME, "--data", tmp_path / "own", "--date", "2026-11-23")
    assert (
        "Note: the street address is from 2019-01-15 (hifld-2019). Call (206) 555-0100 and ask: “Which address takes"
        " requests under the Washington Public Records Act, and who is the Public Records Officer?”"
    ) in ran.err


def test_los_angeles_claims_ten_days_until_the_day_the_law_may_change(foia: Run) -> None:
    """AB 1821 of 2026 would change the ten days from 1 January 2027; its outcome was not read."""
    words = ("letter", "ca/los-angeles-police-department", *ME, "--json", "--format", "txt")
    before = json.loads(foia(*words, "--date", "2026-12-01", "--out", "before").out)
    after = json.loads(foia(*words, "--date", "2027-01-02", "--out", "after").out)
    texts = [Path(one["files"][0]["path"]).read_text(encoding="utf-8") for one in (before, after)]
    assert before["due"] == "2026-12-11"
    assert after["due"] is None
    assert "Reply. Cal. Gov. Code § 7922.535(a) says: “" in texts[0]
    assert "7922.535(a)" not in texts[1]
    told = foia(*words[:-3], "--date", "2027-01-02", "--out", "told", "--format", "txt").out
    assert (
        "Cal. Gov. Code § 7922.535(a), on the time to decide, has not been checked for Saturday, January 2, 2027"
        in told
    )


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_attached_letter_is_the_very_file_beside_it(foia: Run, kind: str) -> None:
    foia(*SEATTLE, "--attach", kind, "--reply-to", "desk@example.org")
    stem = "letters/wa-seattle-police-department-2026-11-23"
    draft = email.message_from_bytes(Path(f"{stem}.eml").read_bytes(), policy=email.policy.default)
    (attached,) = draft.iter_attachments()  # type: ignore[attr-defined]
    assert attached.get_filename() == Path(f"{stem}.{kind}").name
    assert attached.get_payload(decode=True) == Path(f"{stem}.{kind}").read_bytes()
    assert draft["Reply-To"] == "desk@example.org"


def test_letterhead_that_is_no_word_file_gets_one_message(foia: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "letterhead.docx"
    wrong.write_bytes(b"%PDF-1.7 not a Word file")
    ran = foia(*SEATTLE, "--letterhead", wrong)
    assert ran.code == 2
    assert str(wrong) in ran.err
    assert "Traceback" not in ran.err
    assert not Path("letters").exists()


def test_role_prints_the_laws_sentence_and_tells_the_user_so(foia: Run, library: Library) -> None:
    ran = foia("letter", "il/chicago-police-department", *ME, "--role", "news", "--preview")
    statement = next(one.statement for one in read_law(library, "il").roles if "news" in one.roles)
    assert f"Requester. {statement}" in ran.out
    assert f"because you gave --role news, the letter says: “{statement}”" in ran.err
    silent = foia("letter", "wa/seattle-police-department", *ME, "--role", "news", "--preview")
    assert "Requester." not in silent.out
