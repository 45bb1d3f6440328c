from django.db import migrations, models

from engagement.triggers.polls import triggers_install, triggers_remove


class Migration(migrations.Migration):
    dependencies = [("engagement", "0008_receipt_hashes")]

    operations = [
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('early_end_reason', ''), ('planned_closes_at__isnull', True)), models.Q(('planned_closes_at__gte', models.F('closes_at')), models.Q(('early_end_reason', ''), _negated=True)), _connector='OR'), name='poll_closed_early_for_a_reason'),
        ),
        migrations.AddIndex(
            model_name='vote',
            index=models.Index(fields=['poll', 'receipt_hash'], name='vote_poll_receipt'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['confirmed', 'held', 'invalidated'])), fields=('poll', 'voter_key'), name='vote_one_per_address'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'confirmed', 'held', 'invalidated', 'cancelled'])), name='vote_state_known'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('receipt__isnull', True), ('receipt_hash__isnull', True), ('state', 'pending')), models.Q(models.Q(('state', 'pending'), _negated=True), ('confirmed_at__isnull', False), ('receipt__isnull', False), ('receipt_hash__isnull', False)), _connector='OR'), name='vote_confirmed_when_cast'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('invalidated_from__in', ['confirmed', 'held']), ('invalidation__isnull', False), ('state', 'invalidated')), models.Q(models.Q(('state', 'invalidated'), _negated=True), ('invalidated_from', ''), ('invalidation__isnull', True)), _connector='OR'), name='vote_invalidated_by_a_decision'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'cancelled')), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', True)), _connector='OR'), name='vote_cancelled_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='invalidation',
            constraint=models.CheckConstraint(condition=models.Q(('cause__in', ['automated', 'disposable', 'organised', 'other'])), name='invalidation_cause_known'),
        ),
        migrations.AddConstraint(
            model_name='invalidation',
            constraint=models.CheckConstraint(condition=models.Q(('public_reason', ''), _negated=True), name='invalidation_says_why'),
        ),
        migrations.AddConstraint(
            model_name='invalidation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True), ('undone_reason', '')), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False), models.Q(('undone_reason', ''), _negated=True)), _connector='OR'), name='invalidation_undone_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='pollday',
            constraint=models.UniqueConstraint(fields=('poll', 'day'), name='poll_day_once'),
        ),
        migrations.AddConstraint(
            model_name='pollevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['closed-early', 'looked-early', 'released', 'invalidated', 'restored', 'erased'])), name='poll_event_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='pollevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'erased'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='poll_event_says_why'),
        ),
        migrations.RunPython(triggers_install, triggers_remove),
    ]
