using PupilSupport.Application.Notices;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Referrals;

/// <summary>Asks whoever is next to do something about a referral, and tells the others what became of it.</summary>
internal sealed class ReferralTasks(ITasks tasks, INotices notices)
{
    /// <summary>
    /// The receiving team is to decide, and all of it is told. What goes to an agency is decided there: the sending side sees to the answer by its
    /// day. Of an emergency on a day without school those who answer for the school's children are told at once.
    /// </summary>
    public async Task AskForDecisionAsync(Referral referral, ReferralDay day, CancellationToken ct)
    {
        if (referral.Urgency == ReferralUrgency.Emergency && day.Calendar.IsSchoolDay(day.Today) is not { IsSuccess: true, Value: true })
        {
            await notices.TellHoldersAsync(Role.Dsl, referral.SchoolId, About(referral, NoticeKind.ReferralAssigned), ct);
            await notices.TellHoldersAsync(Role.Headteacher, referral.SchoolId, About(referral, NoticeKind.ReferralAssigned), ct);
        }

        if (referral.Direction == ReferralDirection.External)
        {
            await tasks.OpenAsync(Of(referral, WorkTaskKind.ChaseReferral, day) with { SchoolDays = day.Policy.AnswerDays(referral.Urgency) }, ct);
            return;
        }

        var team = ReferralServices.Of(referral.Service).Team;
        await tasks.OpenAsync(Of(referral, WorkTaskKind.TriageReferral, day) with { OwnerId = referral.RecipientId, Team = team[0], SchoolDays = day.Policy.AnswerDays(referral.Urgency) }, ct);
        if (referral.RecipientId is { } recipient)
        {
            notices.Tell(recipient, About(referral, NoticeKind.ReferralAssigned));
        }

        foreach (var role in team)
        {
            await notices.TellHoldersAsync(role, referral.SchoolId, About(referral, NoticeKind.ReferralAssigned), ct);
        }
    }

    /// <summary>The sending side is to answer a question.</summary>
    public async Task AskSenderAsync(Referral referral, ReferralDay day, CancellationToken ct)
    {
        await tasks.OpenAsync(Of(referral, WorkTaskKind.AnswerReferralQuestion, day), ct);
        notices.Tell(referral.SendingId, About(referral, NoticeKind.ReferralQuestionAsked));
    }

    /// <summary>The sending side is to see what can go on without consent.</summary>
    public async Task AskAboutConsentAsync(Referral referral, ReferralDay day, CancellationToken ct) =>
        await tasks.OpenAsync(Of(referral, WorkTaskKind.SeeToReferralConsent, day) with { Priority = WorkTaskPriority.High }, ct);

    /// <summary>The sending side is to ask an agency that has not answered.</summary>
    public async Task AskToChaseAsync(Referral referral, ReferralDay day, CancellationToken ct)
    {
        await tasks.OpenAsync(Of(referral, WorkTaskKind.ChaseReferral, day), ct);
        notices.Tell(referral.SendingId, About(referral, NoticeKind.ReferralUnanswered));
    }

    /// <summary>A manager is to see to what nobody has decided; of what the safeguarding lead has not decided, the head.</summary>
    public async Task EscalateAsync(Referral referral, ReferralDay day, CancellationToken ct)
    {
        var manager = referral.Label == SensitivityLabel.Safeguarding && referral.Direction != ReferralDirection.External ? Role.Headteacher : ManagerOf(referral);
        await tasks.OpenAsync(Of(referral, WorkTaskKind.EscalateReferral, day) with { OwnerId = null, Team = manager, Priority = WorkTaskPriority.High }, ct);
        await notices.TellHoldersAsync(manager, referral.SchoolId, About(referral, NoticeKind.ReferralUnanswered), ct);
    }

    public void TellSender(Referral referral) => notices.Tell(referral.SendingId, About(referral, NoticeKind.ReferralAnswered));

    public void TellPractitioner(Referral referral, StaffId practitioner) => notices.Tell(practitioner, About(referral, NoticeKind.ReferralAssigned));

    private static Role ManagerOf(Referral referral) => referral.Label == SensitivityLabel.Safeguarding ? Role.Dsl : Role.PastoralLead;

    private static NoticeAbout About(Referral referral, NoticeKind kind) => new(
        kind, referral.Id.Value, referral.SchoolId, referral.Urgency >= ReferralUrgency.Urgent ? NoticeUrgency.Urgent : NoticeUrgency.Normal);

    /// <summary>For the sending side, the next school day.</summary>
    private static CausedTask Of(Referral referral, WorkTaskKind kind, ReferralDay day) => new()
    {
        Kind = kind,
        SchoolId = referral.SchoolId,
        Source = TaskSourceLink.To(referral),
        PupilId = referral.PupilId,
        Label = referral.Label,
        OwnerId = referral.SendingId,
        Team = ManagerOf(referral),
        From = day.Today,
        SchoolDays = referral.Urgency >= ReferralUrgency.Urgent ? 0 : 1,
        Priority = referral.Urgency switch
        {
            ReferralUrgency.Emergency => WorkTaskPriority.Urgent,
            ReferralUrgency.Urgent => WorkTaskPriority.High,
            _ => WorkTaskPriority.Normal,
        },
    };
}
