"""The columns of agencies.csv, in their order, and those that make one fact together."""

COLUMNS = (
    *("slug", "name", "kind", "government", "county", "street", "city", "state", "zip", "phone", "website", "ori"),
    *("population", "officers", "aliases", "parent", "covered_by", "successor", "regime", "regime_source", "status"),
    *("match", "address_source", "address_date", "phone_source", "phone_date", "website_source", "website_date"),
    *("officers_source", "officers_date", "source", "note"),
)
GROUPS = (
    ("street", "city", "zip", "address_source", "address_date", "match"),
    ("phone", "phone_source", "phone_date"),
    ("website", "website_source", "website_date"),
    ("officers", "officers_source", "officers_date"),
    ("regime", "regime_source"),
)
