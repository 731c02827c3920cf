using System.Globalization;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Tests.Referrals;

public class ReferralRulesTests
{
    private const ReferralPart Sends = ReferralPart.Sender | ReferralPart.Manager;

    /// <summary>Who does what, of an internal one and of one to an agency; one that came in is as an internal one. Every action is here.</summary>
    private static readonly Dictionary<ReferralAction, (ReferralPart Internal, ReferralPart External)> Parts = new()
    {
        [ReferralAction.Edit] = (Sends, Sends),
        [ReferralAction.Submit] = (Sends, Sends),
        [ReferralAction.Acknowledge] = (ReferralPart.Team, Sends),
        [ReferralAction.Accept] = (ReferralPart.Team, Sends),
        [ReferralAction.Decline] = (ReferralPart.Team, Sends),
        [ReferralAction.RequestInformation] = (ReferralPart.Team, Sends),
        [ReferralAction.ProvideInformation] = (Sends, Sends),
        [ReferralAction.Allocate] = (ReferralPart.Team, ReferralPart.Team),
        [ReferralAction.Wait] = (ReferralPart.Team | ReferralPart.Practitioner, Sends),
        [ReferralAction.Start] = (ReferralPart.Team | ReferralPart.Practitioner, Sends),
        [ReferralAction.Complete] = (ReferralPart.Team | ReferralPart.Practitioner, Sends),
        [ReferralAction.Withdraw] = (Sends, Sends),
        [ReferralAction.Reopen] = (Sends, Sends),
        [ReferralAction.Void] = (ReferralPart.Manager, ReferralPart.Manager),
        [ReferralAction.RecordConsent] = (Sends, Sends),
        [ReferralAction.OverrideConsent] = (ReferralPart.Dsl, ReferralPart.Dsl),
        [ReferralAction.RecordContact] = (Sends | ReferralPart.Team | ReferralPart.Practitioner, Sends | ReferralPart.Team | ReferralPart.Practitioner),
    };

    [Fact]
    public void Each_action_is_for_those_who_stand_here_and_for_nobody_else()
    {
        foreach (var action in Enum.GetValues<ReferralAction>())
        {
            foreach (var direction in Enum.GetValues<ReferralDirection>())
            {
                var allowed = direction == ReferralDirection.External ? Parts[action].External : Parts[action].Internal;
                for (var part = ReferralPart.None; part <= (Sends | ReferralPart.Team | ReferralPart.Practitioner | ReferralPart.Dsl); part++)
                {
                    Assert.Equal((action, direction, part, (part & allowed) != 0), (action, direction, part, ReferralRules.May(action, direction, part)));
                }
            }
        }
    }

    [Fact]
    public void Only_what_is_over_is_reopened_and_nothing_leaves_void()
    {
        foreach (var (from, verb, to) in ReferralRules.States)
        {
            Assert.True(from != ReferralStatus.Voided && (verb == ReferralAction.Reopen) == (ReferralRules.IsOver(from) && verb != ReferralAction.Void), $"{from} {verb} {to}");
        }
    }

    [Fact]
    public void No_task_outlives_what_is_over()
    {
        foreach (var kind in Enum.GetValues<WorkTaskKind>())
        {
            foreach (var status in Enum.GetValues<ReferralStatus>().Where(ReferralRules.IsOver))
            {
                Assert.NotEqual((kind, status, TaskStanding.Stands), (kind, status, ReferralRules.StandingOf(kind, status, ReferralConsentState.Refused, false)));
            }
        }
    }

    [Fact]
    public void What_is_urgent_is_chased_and_escalated_in_days_and_while_nobody_decides_again_and_again()
    {
        foreach (var (urgency, answer, after) in new[] { (ReferralUrgency.Emergency, "2026-11-23", "2026-11-24"), (ReferralUrgency.Urgent, "2026-11-24", "2026-11-25"), (ReferralUrgency.Soon, "2026-11-30", "2026-12-07") })
        {
            var sent = Sent(ReferralDirection.External, SupportService.Camhs, urgency);
            Assert.Equal((answer, after), (Text(sent.AnswerBy), Text(sent.ChaseOn)));
            Assert.True(sent.Chase(On(sent.ChaseOn!.Value), Now) && sent.ChaseOn > DateOnly.Parse(after, CultureInfo.InvariantCulture));
        }

        var waits = Sent(ReferralDirection.Internal, SupportService.Elsa, ReferralUrgency.Emergency);
        foreach (var day in new[] { "2026-11-24", "2026-11-25", "2026-11-26" })
        {
            Assert.Equal(day, Text(waits.EscalateOn));
            Assert.True(waits.Escalate(On(waits.EscalateOn!.Value), Now));
            Assert.False(waits.Escalate(On(waits.EscalateOn!.Value.AddDays(-1)), Now));
            if (day == "2026-11-24")
            {
                Assert.True(waits.RequestInformation("Since when?", ReferralAnswer.None, new ReferralActor(new StaffId(Guid.NewGuid()), Now)).IsSuccess);
            }
        }

        Assert.False(WorkTaskRules.Of(WorkTaskKind.EscalateReferral).IsDoneByHand);
    }

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static string? Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Without a calendar every weekday is a school day.</summary>
    private static ReferralDay On(DateOnly day) => new(day, SchoolCalendar.Empty, new ReferralPolicy());

    private static Referral Sent(ReferralDirection direction, SupportService service, ReferralUrgency urgency)
    {
        var (me, plan) = (new StaffId(Guid.NewGuid()), new ReferralPlan { Service = service, Urgency = urgency, Reason = "x", ExceptionReason = "y" });
        var consent = new NewReferralConsent { State = ReferralConsentState.Given, ByContactId = new ContactId(Guid.NewGuid()), Method = "letter", At = Now };
        var sent = Referral.Create(new TrustId(Guid.NewGuid()), new SchoolId(Guid.NewGuid()), new PupilId(Guid.NewGuid()), direction, plan, consent, me, Now).Value;
        Assert.True(sent.Submit(new ReferralEvidence(true), ReferralAnswer.None, new ReferralActor(me, Now), On(new DateOnly(2026, 11, 23))).IsSuccess);
        return sent;
    }

    [Fact]
    public void What_keeps_a_child_safe_is_labelled_so_and_begins_no_programme()
    {
        foreach (var service in Enum.GetValues<SupportService>())
        {
            var rule = ReferralServices.Of(service);
            Assert.True(rule.IsInternal || rule.IsExternal);
            Assert.True(rule.Team.Count > 0 && (rule.Label == SensitivityLabel.Pastoral || rule.Programme is null), service.ToString());
        }

        Assert.Null(ReferralServices.Of(SupportService.AttendanceTeam).Programme);
        Assert.Equal([SupportService.Dsl, SupportService.ChildrensSocialCareMash, SupportService.DomesticAbuse], ReferralServices.Safeguarding.Order());
    }
}
