"""What runs by the clock: the tasks of every app, in Kyiv time."""

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    # That the clock and a worker are alive; an old tick would only say what the next one says.
    "beat-tick": {"task": "community.core.tasks.beat_tick", "schedule": 30.0, "options": {"expires": 30}},
    # Sweeps that waited for an absent worker would only repeat one another.
    "outbox-sweep": {"task": "community.messaging.tasks.outbox_sweep", "schedule": 30.0, "options": {"expires": 30}},
    "messages-erase": {"task": "community.messaging.tasks.messages_erase", "schedule": crontab(hour="3", minute="41")},
    "sessions-clear": {"task": "community.accounts.tasks.sessions_clear", "schedule": crontab(hour="3", minute="29")},
    "unproven-accounts-purge": {
        "task": "community.accounts.tasks.unproven_accounts_purge",
        "schedule": crontab(minute="23"),
    },
    "article-views-flush": {"task": "news.tasks.article_views_flush", "schedule": 300.0},
    "article-months-recount": {"task": "news.tasks.article_months_recount", "schedule": crontab(hour="3", minute="37")},
    # Once a minute through the morning, some hundreds of letters each time.
    "news-digests": {
        "task": "news.tasks.news_digests_send",
        "schedule": crontab(hour="7-10"),
        "options": {"expires": 60},
    },
    "unconfirmed-subscriptions-purge": {
        "task": "news.tasks.unconfirmed_subscriptions_purge",
        "schedule": crontab(minute="27"),
    },
    "unconfirmed-votes-purge": {"task": "engagement.tasks.unconfirmed_votes_purge", "schedule": crontab(minute="17")},
    "polls-seal": {"task": "engagement.tasks.polls_seal", "schedule": 60.0, "options": {"expires": 60}},
    "poll-seals-check": {"task": "engagement.tasks.poll_seals_check", "schedule": crontab(hour="3", minute="53")},
    "voters-retention": {"task": "engagement.tasks.voters_retention", "schedule": crontab(hour="4", minute="5")},
    "form-answers-retention": {"task": "home.tasks.form_answers_retention", "schedule": crontab(hour="4", minute="17")},
    "open-data-refresh": {"task": "engagement.tasks.open_data_refresh", "schedule": crontab(minute="37")},
    # A count that waited is worth nothing: the next one counts the same.
    "petition-recount": {"task": "engagement.tasks.petitions_recount", "schedule": 5.0, "options": {"expires": 5}},
    "petition-counts-check": {
        "task": "engagement.tasks.petition_counts_check",
        "schedule": crontab(hour="3", minute="23"),
    },
    "petition-collections-close": {
        "task": "engagement.tasks.petition_collections_close",
        "schedule": crontab(),
        "options": {"expires": 60},
    },
    "petition-reminders": {"task": "engagement.tasks.petition_reminders_send", "schedule": crontab(minute="7")},
    "petition-signers-tell": {
        "task": "engagement.tasks.petition_signers_tell",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "petition-annulments": {
        "task": "engagement.tasks.petition_annulments_carry_on",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "petition-retention": {
        "task": "engagement.tasks.petition_retention",
        "schedule": crontab(hour="4", minute="11"),
    },
    "branches-settle": {
        "task": "community.core.tasks.branches_settle",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "addresses-check": {"task": "community.core.tasks.addresses_check", "schedule": crontab(hour="4", minute="43")},
    "exports-sweep": {
        "task": "community.core.tasks.export_jobs_sweep",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "exports-erase": {"task": "community.core.tasks.export_jobs_erase", "schedule": crontab(hour="3", minute="47")},
    "renditions-sweep": {"task": "community.core.tasks.renditions_sweep", "schedule": crontab(hour="4", minute="37")},
    "preview-links-purge": {"task": "home.tasks.preview_links_purge", "schedule": crontab(hour="4", minute="19")},
    "emergency-reminders": {
        "task": "home.tasks.emergency_reminders",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "pages-look-over": {"task": "home.tasks.pages_look_over", "schedule": crontab(hour="4", minute="29")},
    # Again later in the day for when nothing ran in the morning; whoever has had the letter gets no other.
    "review-digests": {
        "task": "home.tasks.review_digests",
        "schedule": crontab(day_of_week="mon", hour="8,11,14", minute="13"),
    },
    "search-documents": {"task": "search.tasks.documents_look_over", "schedule": crontab(hour="4", minute="37")},
    "search-reports": {"task": "search.tasks.search_reports_forget", "schedule": crontab(hour="4", minute="47")},
    "scheduled-publishing": {"task": "community.core.tasks.publish_scheduled", "schedule": 60.0},
}
