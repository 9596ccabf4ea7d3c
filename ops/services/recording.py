"""A fact goes into the journal together with its link in the chain, in the commit of its act."""

import secrets

from sqlalchemy.orm import Session

from ops.db import append_row
from ops.domain import chain
from ops.domain.chain import Body, Head, Kept
from ops.models import ChainLink, JournalEntry, Site


def append(session: Session, site: Site, body: Body) -> None:
    """The next fact of this site. The site's row is locked since its version was taken, so nobody
    else has the same place in the chain."""
    kept = Kept(secrets.token_bytes(chain.SALT_BYTES), body)
    link = chain.after(head(site), chain.commitment(kept))
    append_row(session, JournalEntry, site_id=site.id, seq=link.seq, salt=kept.salt, **vars(body))
    append_row(session, ChainLink, site_id=site.id, **vars(link))
    site.chain_seq, site.chain_hash = link.seq, link.hash


def head(site: Site) -> Head:
    """The newest link, as the site itself remembers it."""
    if site.chain_hash is None:
        return chain.start(site.slug)
    return Head(site.chain_seq, site.chain_hash)
