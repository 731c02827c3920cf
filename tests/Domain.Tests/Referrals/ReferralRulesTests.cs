using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;
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
                Assert.NotEqual((kind, status, TaskStanding.Stands), (kind, status, ReferralRules.StandingOf(kind, status)));
            }
        }
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

        Assert.Equal([SupportService.Dsl, SupportService.ChildrensSocialCareMash, SupportService.DomesticAbuse], ReferralServices.Safeguarding.Order());
    }
}
