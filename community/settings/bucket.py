"""Uploads in a bucket that speaks S3 instead of a folder, where ``S3_BUCKET`` names one: for several app machines."""

from typing import Any

from community.settings.env import env

S3_BUCKET = env.str("S3_BUCKET", default="")
BUCKET_STORAGE: dict[str, Any] = {
    "BACKEND": "community.core.media.bucket.BucketStorage",
    "OPTIONS": {
        "bucket_name": S3_BUCKET,
        "endpoint_url": env.str("S3_ENDPOINT_URL", default="") or None,
        "region_name": env.str("S3_REGION", default="") or None,
        "access_key": env.str("S3_ACCESS_KEY", default="") or None,
        "secret_key": env.str("S3_SECRET_KEY", default="") or None,
    },
}
