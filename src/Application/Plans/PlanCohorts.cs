using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Commands;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.PlanTemplates;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Plans;

/// <summary>A pupil for whom a plan is to be made.</summary>
/// <param name="Item">The place in the request, from 0.</param>
internal sealed record CohortPupil(int Item, PupilId Id, string GivenName, IReadOnlyList<PlanClashDto> Clashes);

/// <summary>Looks up the pupils of a cohort and what stands in their plans' way: two questions, however many pupils there are.</summary>
internal sealed class PlanCohorts(IAppDbContext db, PlanAccess access)
{
    public async Task<Result<List<CohortPupil>>> LookUpAsync(DraftCohortPlansCommand request, ChosenTemplate template, CancellationToken ct)
    {
        var (school, day) = (new SchoolId(request.SchoolId), request.StartsOn);
        PupilId[] ids = [.. request.PupilIds.Distinct().Select(id => new PupilId(id))];
        var within = access.PupilsToPlanFor(template.Type, school);
        var known = await db.Set<Pupil>().Where(p => ids.Contains(p.Id) && within.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                Name = p.PreferredGivenName ?? p.GivenName,
                OnRoll = p.Enrolments.Any(e => e.SchoolId == school && e.AdmittedOn <= day && (e.LeftOn == null || e.LeftOn >= day)),
            })
            .ToDictionaryAsync(p => p.Id, ct);
        if (request.PupilIds.Index().FirstOrDefault(p => !known.ContainsKey(new(p.Item)), (-1, default)) is { Index: >= 0 } stranger)
        {
            return CommonErrors.UnknownReference.At($"/pupilIds/{stranger.Index}");
        }

        var open = await OpenAsync(ids, template.Type, PlanTypes.SubjectKeyOf(template.Type, PlanTemplateFilling.Fill(template.Content, "", day)), ct);
        return request.PupilIds.Index().DistinctBy(p => p.Item)
            .Select(p => known[new(p.Item)] is var pupil ? new CohortPupil(p.Index, pupil.Id, pupil.Name, [.. Clashes(pupil.OnRoll, open[pupil.Id])]) : null!)
            .ToList();
    }

    /// <summary>Nothing is made while one pupil cannot have such a plan.</summary>
    public static Error Refusal(IEnumerable<CohortPupil> pupils)
    {
        RefusedPlanDto[] refused = [.. pupils.Where(p => p.Clashes.Count > 0).Select(p => new RefusedPlanDto(p.Item, p.Id.Value, p.Clashes))];
        var error = PlanTemplateErrors.CohortClash;
        return error.With("pupils", refused) with { Faults = [.. refused.Select(r => new Fault($"/pupilIds/{r.Item}", error.Code, "cannot have such a plan now"))] };
    }

    private async Task<ILookup<PupilId, OpenPlan>> OpenAsync(PupilId[] pupils, PlanType type, string subject, CancellationToken ct)
    {
        var readable = access.Readable();
        var open = await db.Set<Plan>()
            .Where(p => pupils.Contains(p.PupilId) && p.Type == type && p.SubjectKey == subject && p.Status != PlanStatus.Closed && p.Status != PlanStatus.Superseded)
            .OrderBy(p => p.Id)
            .Select(p => new OpenPlan(p.PupilId, p.Id, p.Status, readable.Any(r => r.Id == p.Id)))
            .ToListAsync(ct);
        return open.ToLookup(p => p.PupilId);
    }

    private static IEnumerable<PlanClashDto> Clashes(bool onRoll, IEnumerable<OpenPlan> open) =>
    [
        .. onRoll ? Array.Empty<PlanClashDto>() : [new PlanClashDto { Kind = PlanClashKind.NotOnRoll, PlanIds = [] }],
        .. open.GroupBy(p => PlanRules.IsInForce(p.Status) ? PlanClashKind.InForce : PlanClashKind.Begun).OrderBy(g => g.Key)
            .Select(g => new PlanClashDto { Kind = g.Key, PlanIds = [.. g.Where(p => p.IsReadable).Select(p => p.Id.Value).Take(PlanClashDto.MaxPlans)] }),
    ];

    private sealed record OpenPlan(PupilId PupilId, PlanId Id, PlanStatus Status, bool IsReadable);
}
