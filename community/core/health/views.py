"""What programs that watch the site ask. No address of these is for people or search engines."""

import hmac
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from community.core.health.metrics import metrics_text
from community.core.health.registry import Finding, health_look
from community.core.network import client_address
from community.core.responses import private

NOT_READY = 503


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: this process answers. Asks nothing else, or a dead database would have it killed in vain."""
    return private(HttpResponse("ok\n", content_type="text/plain"))


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready to serve: every check that counts for it is well; else 503 and which are not. Never why."""
    report = health_look(readiness_only=True)
    answer = {
        "ready": not report.failing,
        "failing": [check.name for check in report.failing],
        "checks": {check.name: _told(finding) for check, finding in report.findings.items()},
    }
    return private(JsonResponse(answer, status=NOT_READY if report.failing else 200))


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus; for everybody who may not read them there is no such page."""
    if not _may_read(request):
        raise Http404
    return private(HttpResponse(metrics_text(), content_type=CONTENT_TYPE_LATEST))


def _told(finding: Finding) -> dict[str, bool | int]:
    age = {"age_seconds": round(finding.age.total_seconds())} if finding.age is not None else {}
    return {"ok": finding.ok, **age}


def _may_read(request: HttpRequest) -> bool:
    return _has_token(request) or _is_near(request)


def _has_token(request: HttpRequest) -> bool:
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    return bool(settings.METRICS_TOKEN) and hmac.compare_digest(
        request.META.get("HTTP_AUTHORIZATION", "").encode(), expected
    )


def _is_near(request: HttpRequest) -> bool:
    address = client_address(request)
    return bool(address) and any(ip_address(address) in ip_network(near) for near in settings.METRICS_NETWORKS)
