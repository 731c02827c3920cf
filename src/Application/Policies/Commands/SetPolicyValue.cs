using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Policies.Commands;

/// <summary>Sets members of a policy from a day on, or takes away what stands at that day.</summary>
[Requires(Permissions.PoliciesWrite), Audited("policy_value.set")]
public sealed record SetPolicyValueCommand(
    string Policy, Guid? SchoolId, DateOnly EffectiveFrom, IReadOnlyDictionary<string, JsonElement>? Value, string Reason, bool IsCorrection, Guid? ReplacesId)
    : ICommand<PolicyValueDto>, IReasoned;

internal sealed class SetPolicyValueHandler(
    PolicyScope scope, Policies policies, IPolicyJson json, IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<SetPolicyValueCommand, PolicyValueDto>
{
    public async Task<Result<PolicyValueDto>> Handle(SetPolicyValueCommand request, CancellationToken cancellationToken)
    {
        SchoolId? school = request.SchoolId is { } id ? new(id) : null;
        if (await UnreachableAsync(school, cancellationToken) is { } unreachable)
        {
            return unreachable;
        }

        if (scope.Find(request.Policy) is not { } policy)
        {
            return CommonErrors.UnknownReference.At("/policy");
        }

        var text = request.Value is null ? null : JsonSerializer.Serialize(request.Value);
        if (Misshapen(request.Value, text, policy) is { Count: > 0 } faults)
        {
            return CommonErrors.ValidationFailed with { Faults = [.. faults.Select(f => f with { Pointer = "/value" + f.Pointer })] };
        }

        var value = PolicyValue.Set(
            caller.TrustId, school, request.Policy, request.EffectiveFrom, text, await StandingAsync(request.Policy, school, request.EffectiveFrom, cancellationToken),
            request.ReplacesId is { } replaces ? new PolicyValueId(replaces) : null, request.IsCorrection,
            new PolicyAuthor(caller.ClientId, caller.StaffId, request.Reason), clock.GetUtcNow());
        if ((value.Error ?? await DisagreementAsync(policy, value.Value, cancellationToken)) is { } error)
        {
            return error;
        }

        db.Set<PolicyValue>().Add(value.Value);
        return answers.Map<PolicyValueDto>(value.Value);
    }

    /// <summary>The trust's values are for whoever acts for the whole trust.</summary>
    private async Task<Error?> UnreachableAsync(SchoolId? school, CancellationToken ct)
    {
        if (school is null)
        {
            return caller.ReachOf(Permissions.PoliciesWrite).WholeTrust ? null : CommonErrors.InsufficientScope;
        }

        return await scope.IncludesAsync(school.Value, Permissions.PoliciesWrite, ct) ? null : CommonErrors.UnknownReference.At("/schoolId");
    }

    private IReadOnlyList<Fault> Misshapen(IReadOnlyDictionary<string, JsonElement>? value, string? text, PolicyDefinition policy) =>
        value is null ? []
        : text!.Length > PolicyValue.ValueMax ? [new Fault("", "too-long", $"must have at most {PolicyValue.ValueMax} characters")]
        : json.Check(value, policy.Type);

    private Task<PolicyValue?> StandingAsync(string policy, SchoolId? school, DateOnly day, CancellationToken ct) =>
        db.Set<PolicyValue>().AsNoTracking()
            .Where(v => v.Policy == policy && v.SchoolId == school && v.EffectiveFrom == day)
            .OrderByDescending(v => v.Revision).FirstOrDefaultAsync(ct);

    /// <summary>Whether all that is in force from that day on still holds together, at every place and day.</summary>
    private async Task<Error?> DisagreementAsync(PolicyDefinition policy, PolicyValue value, CancellationToken ct)
    {
        var more = new StandingValue(value.Id.Value, value.SchoolId, value.EffectiveFrom, value.Revision, Policies.ToObject(value.Value));
        var layers = await policies.LayersWithAsync(policy, more, ct);
        var refusal = layers.ChangesFrom(value.EffectiveFrom).Select(c => layers.On(c.School, c.Day).Refusal()).FirstOrDefault(e => e is not null);
        return refusal is null ? null : refusal with { Faults = [.. refusal.Faults.Select(f => f with { Pointer = "/value" + f.Pointer })] };
    }
}
