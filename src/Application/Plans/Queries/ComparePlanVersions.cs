using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Queries;

/// <summary>Two versions of a plan, value by value.</summary>
[Requires(Permissions.PlansRead), Audited("plan.compare")]
public sealed record ComparePlanVersionsQuery : IQuery<PlanComparisonDto>, IAuditSubject
{
    [JsonIgnore]
    public Guid Id { get; init; }

    /// <summary>The number of the version before.</summary>
    [Range(1, Plan.MaxVersions)]
    public required int From { get; init; }

    /// <summary>The number of the version after.</summary>
    [Range(1, Plan.MaxVersions)]
    public required int To { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => (PlanRules.Kind, Id);
}

internal sealed class ComparePlanVersionsHandler(PlanLoading loading, PlanAccess access) : IQueryHandler<ComparePlanVersionsQuery, PlanComparisonDto>
{
    public async Task<Result<PlanComparisonDto>> Handle(ComparePlanVersionsQuery request, CancellationToken cancellationToken)
    {
        var plan = await loading.WholeAsync(access.Readable(), new PlanId(request.Id), cancellationToken);
        if (plan is null || TextOf(plan, request.From) is not { } before || TextOf(plan, request.To) is not { } after)
        {
            return CommonErrors.NotFound;
        }

        var changes = PlanDifference.Between(before, after);
        return new PlanComparisonDto
        {
            PlanId = request.Id,
            From = request.From,
            To = request.To,
            Changes = [.. changes.Take(PlanDifference.Max)],
            IsCut = changes.Count > PlanDifference.Max,
        };
    }

    private static PlanContent? TextOf(Plan plan, int number) =>
        plan.Versions.FirstOrDefault(v => v.Number == number) is { } version ? version.Text() ?? plan.Content : null;
}
