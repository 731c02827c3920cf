using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Supervision;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>Programmes as this caller sees them, with what the caller may do next.</summary>
internal sealed class SupportProgrammeAnswers(IAnswers answers, SupportProgrammeAccess access, ElsaSupervision supervision, ICaller caller, TimeProvider clock)
{
    /// <summary>A programme that this command made or changed, without pupils whom the caller does not reach.</summary>
    public async Task<SupportProgrammeDto> OfAsync(SupportProgramme programme, CancellationToken ct) =>
        (await OfReadAsync([answers.Map<SupportProgrammeDto>(programme)], ct))[0];

    /// <summary>Programmes that were read, without pupils whom the caller does not reach.</summary>
    public async Task<IReadOnlyList<SupportProgrammeDto>> OfReadAsync(IReadOnlyList<SupportProgrammeDto> programmes, CancellationToken ct)
    {
        var partly = programmes.Where(p => !SeesAll(p)).ToDictionary(p => p.Id);
        var seen = await ReachedAsync(partly.Values.SelectMany(p => p.Pupils).Select(p => p.PupilId), ct);
        return await ToldAsync([.. programmes.Select(p => partly.ContainsKey(p.Id) ? p with { Pupils = [.. p.Pupils.Where(m => seen.Contains(m.PupilId))] } : p)], ct);
    }

    /// <summary>Programmes in one pupil's record, which never tells of another.</summary>
    public Task<IReadOnlyList<SupportProgrammeDto>> OfPupilAsync(IReadOnlyList<SupportProgrammeDto> programmes, Guid pupil, CancellationToken ct) =>
        ToldAsync([.. programmes.Select(p => p with { Pupils = [.. p.Pupils.Where(m => m.PupilId == pupil)] })], ct);

    /// <summary>Those of these pupils whom the wider permission reaches; no query for none.</summary>
    public async Task<IReadOnlySet<Guid>> ReachedAsync(IEnumerable<Guid> pupils, CancellationToken ct)
    {
        PupilId[] wanted = [.. pupils.Distinct().Select(id => new PupilId(id))];
        var reached = wanted.Length == 0 ? [] : await access.Reached(wanted).ToListAsync(ct);
        return reached.Select(p => p.Value).ToHashSet();
    }

    private bool SeesAll(SupportProgrammeDto programme) =>
        access.SeesEveryPupil(new(programme.SchoolId), programme.Allocations.Select(a => a.PractitionerId).Append(programme.ProposedById ?? Guid.Empty).Select(id => new StaffId(id)));

    private async Task<IReadOnlyList<SupportProgrammeDto>> ToldAsync(SupportProgrammeDto[] programmes, CancellationToken ct)
    {
        var overdue = await supervision.OverdueAsync(programmes.Select(Work).OfType<ElsaWork>(), ct);
        return [.. programmes.Select(p => Told(p) with { Warnings = ElsaSupervision.Warnings(Work(p) is { } work && overdue.Contains(work)) })];
    }

    /// <summary>Null unless somebody gives it as ELSA, or is to.</summary>
    private ElsaWork? Work(SupportProgrammeDto programme) =>
        programme is { Kind: SupportProgrammeKind.Elsa, PractitionerId: { } practitioner } && SupportProgrammeRules.IsOnCaseload(programme.Status)
            ? supervision.Work(practitioner, programme.SchoolId, supervision.Today)
            : null;

    private SupportProgrammeDto Told(SupportProgrammeDto programme) => programme with
    {
        IsBreached = (programme.StartedOn ?? programme.EndedOn ?? LondonTime.DateOf(clock.GetUtcNow())) > programme.TargetStartOn,
        AllowedActions = [.. SupportProgrammeRules.AllowedActions(programme.Status, programme.Kind, programme.PractitionerId is not null).Where(a => May(a, programme))],
    };

    private bool May(SupportProgrammeAction action, SupportProgrammeDto programme) =>
        access.May(action, new(programme.SchoolId), Staff(programme.PractitionerId), Staff(programme.ProposedById))
        && (action != SupportProgrammeAction.ApproveExtension || Staff(programme.PractitionerId) != caller.StaffId);

    private static StaffId? Staff(Guid? id) => id is { } known ? new StaffId(known) : null;
}
