"""How screens reach the room, and the room its database and Redis, as ``ops check`` sees it."""

import ipaddress
from collections.abc import Iterator
from datetime import datetime, timedelta

from ops.certificate import Certificate, host_of, usable
from ops.config import ConfigError, Settings
from ops.networked import unproven_databases, unproven_redis

ENDS_SOON = timedelta(days=21)
"""Whoever renews by itself does so a month before."""


def missing(settings: Settings, now: datetime) -> Iterator[str]:
    """A line for each thing that keeps screens, or somebody's passkey, out."""
    if settings.tls_cert is not None:
        yield from _of_the_certificate(settings, now)
    elif settings.is_https:
        yield from _of_the_proxy(settings)
    elif settings.is_loopback:
        yield (
            "Only this machine can reach the room. For tablets and walls give it a certificate or put a TLS "
            "proxy in front, and set OPS_ORIGINS to its address (https://…): docs/https.md"
        )
    for host in dict.fromkeys(map(host_of, settings.origins)):
        if settings.is_https and _is_number(host):
            yield f"At {host} browsers offer no passkeys, as it is a number. Give the room a name: docs/https.md"


def unproven(settings: Settings) -> Iterator[str]:
    """A line for each that is asked without a look at who answers; if others are on its network is not known here."""
    databases = unproven_databases(settings.database_url)
    redis = unproven_redis(settings.redis_url or "")
    for name, hosts, wanted in (
        ("PostgreSQL", databases, "sslmode=verify-full"),
        ("Redis", redis, "rediss://"),
    ):
        if hosts:
            yield (
                f"Nobody looks whether {' and '.join(hosts)} is {name} of this house, and what is said to it can be "
                f"read on its way: where that is not a network of your own, {wanted} (docs/scaling.md)."
            )


def _of_the_certificate(settings: Settings, now: datetime) -> Iterator[str]:
    try:
        certificate = usable(settings)
    except ConfigError as wrong:
        yield str(wrong)
        return
    left = certificate.ends_at - now
    when = f"{certificate.ends_at:%Y-%m-%d %H:%M} UTC"
    if left <= timedelta():
        yield f"The certificate has ended at {when}. Renew it; no restart is needed."
    elif left < ENDS_SOON:
        yield f"The certificate ends in {left.days} days, at {when}. Renew it; no restart is needed."
    for host in dict.fromkeys(map(host_of, settings.origins)):
        if not certificate.is_for(host):
            yield f"The certificate is for {_names(certificate)}, and not for {host}: browsers warn of it."


def _of_the_proxy(settings: Settings) -> Iterator[str]:
    if not settings.is_loopback and not settings.proxy:
        yield (
            f"OPS_HOST is {settings.host}: what the proxy passes on, and whoever goes past it, crosses the network "
            "unencrypted. With a proxy on this machine set OPS_HOST=127.0.0.1."
        )
    elif not settings.proxy:
        yield (
            "All visitors look like one, as a proxy stands in front: who guesses uses up the tries of all. If it "
            "sets X-Forwarded-For, as Caddy does, set OPS_PROXY=header."
        )


def _names(certificate: Certificate) -> str:
    return ", ".join((*certificate.names, *certificate.numbers)) or "nobody"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
