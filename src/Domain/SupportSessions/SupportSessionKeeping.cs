using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.SupportSessions;

/// <content>What its actions do to its people, and what refuses them.</content>
public sealed partial class SupportSession
{
    /// <summary>A debt to several is made good to all of them at once, or not.</summary>
    private bool IsForTheSame(SupportSessionPlan plan) => _participants.TrueForAll(p => plan.ParticipantIds.Contains(p.PupilId));

    private SupportSession Take(SupportSessionPlan plan)
    {
        MakesGoodId = plan.MakesGoodId;
        (Type, ProgrammeId, PractitionerId, Strand, ElsaArea) = (plan.Type, plan.ProgrammeId, plan.PractitionerId, plan.Strand, plan.ElsaArea);
        (Room, RoomId, RoomIsExclusive) = (plan.Room, plan.Room?.Id, plan.RoomIsExclusive);
        PlannedMinutes = Guard.InRange(plan.PlannedMinutes, MinPlannedMinutes, MaxPlannedMinutes);
        (StartsAt, EndsAt) = (plan.StartsAt.ToUniversalTime(), plan.EndsAt.ToUniversalTime());
        Objective = Guard.OptionalText(plan.Objective, Limits.Text);
        GroupName = Guard.OptionalText(plan.GroupName, Limits.Title);
        LateReason = Guard.OptionalText(plan.LateReason, Limits.Reason);
        TakePractitioners([.. plan.Practitioners]);
        TakeParticipants(plan);
        return this;
    }

    private void TakePractitioners(IReadOnlyCollection<StaffId> staff)
    {
        _practitioners.RemoveAll(p => !staff.Contains(p.StaffId));
        foreach (var (position, staffId) in staff.Index())
        {
            if (_practitioners.Find(p => p.StaffId == staffId) is not { } practitioner)
            {
                _practitioners.Add(practitioner = new SupportSessionPractitioner(this, staffId));
            }

            practitioner.Position = position;
        }
    }

    private void TakeParticipants(SupportSessionPlan plan)
    {
        var withdraws = SupportSessionRules.Withdraws(plan.Type);
        _participants.RemoveAll(p => !plan.ParticipantIds.Contains(p.PupilId));
        foreach (var (position, pupilId) in plan.ParticipantIds.Index())
        {
            if (_participants.Find(p => p.PupilId == pupilId) is not { } participant)
            {
                _participants.Add(participant = new SupportSessionParticipant(this, pupilId));
            }

            (participant.Position, participant.IsWithdrawn) = (position, withdraws);
        }
    }

    private Error? TooEarly(SupportSessionPolicy policy, DateTimeOffset now)
    {
        var notBefore = StartsAt - policy.EarlyBy();
        return now < notBefore ? SupportSessionErrors.TooEarly.With("notBefore", notBefore) : null;
    }

    /// <summary>Every participant once, and nobody else.</summary>
    private Error? Unaccounted(SupportSessionOutcome outcome)
    {
        var told = outcome.Participants.Select(p => p.PupilId).ToArray();
        return told switch
        {
            _ when told.Distinct().Count() < told.Length => SupportSessionErrors.DuplicateParticipant.At("/participants"),
            _ when told.Any(id => _participants.All(p => p.PupilId != id)) => SupportSessionErrors.UnknownParticipant.At("/participants"),
            _ when told.Length < _participants.Count => SupportSessionErrors.AttendanceMissing.At("/participants"),
            _ => null,
        };
    }
}
