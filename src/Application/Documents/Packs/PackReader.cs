using System.Reflection;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Assessments.Queries;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Documents.Plans;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Application.Observations.Queries;
using PupilSupport.Application.Plans;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Application.SupportProgrammes.Queries;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Packs;

/// <summary>The chosen records as parts of a pack. Each is asked for in the caller's name, so that none says more than a GET would; one of another pupil is unknown.</summary>
internal sealed class PackReader(
    PlanAccess plans,
    PlanLoading loading,
    PlanNames people,
    IQueryHandler<GetSupportProgrammeQuery, SupportProgrammeDto> programmes,
    IQueryHandler<GetAssessmentQuery, AssessmentDto> assessments,
    IQueryHandler<GetObservationQuery, ObservationDto> observations,
    ICaller caller)
{
    private readonly HashSet<PupilId> _named = [];

    /// <summary>Pupils whom the plans of the last pack name.</summary>
    public IReadOnlyCollection<PupilId> Named => _named;

    public async Task<Result<IReadOnlyList<PackPart>>> PartsAsync(PupilId pupil, PackRecords records, CancellationToken ct)
    {
        var parts = new List<PackPart>();
        foreach (var (place, chosen) in records.Plans.Index())
        {
            if (await PlanAsync(pupil, chosen, ct) is not { } part)
            {
                return CommonErrors.UnknownReference.At($"/records/plans/{place}/{(chosen.VersionNumber is null ? "planId" : "versionNumber")}");
            }

            parts.Add(part);
        }

        return await AddAsync(parts, records.ProgrammeIds, "programmeIds", id => ProgrammeAsync(pupil, id, ct))
            ?? await AddAsync(parts, records.AssessmentIds, "assessmentIds", id => AssessmentAsync(pupil, id, ct))
            ?? await AddAsync(parts, records.ObservationIds, "observationIds", id => ObservationAsync(pupil, id, ct))
            ?? (Result<IReadOnlyList<PackPart>>)parts;
    }

    private static async Task<Error?> AddAsync(List<PackPart> parts, IReadOnlyList<Guid> ids, string member, Func<Guid, Task<PackPart?>> read)
    {
        foreach (var (place, id) in ids.Index())
        {
            if (await read(id) is not { } part)
            {
                return CommonErrors.UnknownReference.At($"/records/{member}/{place}");
            }

            parts.Add(part);
        }

        return null;
    }

    private async Task<PackPart?> PlanAsync(PupilId pupil, PackedPlanVersion chosen, CancellationToken ct)
    {
        if (!caller.Has(Permissions.PlansRead))
        {
            return null;
        }

        var (id, readable) = (new PlanId(chosen.PlanId), plans.Readable().Where(p => p.PupilId == pupil));
        var number = chosen.VersionNumber ?? await readable.Where(p => p.Id == id).Select(p => p.InForceVersion ?? p.VersionNumber).SingleOrDefaultAsync(ct);
        if (await loading.ShownAsync(readable, id, number, ct) is not { } plan || PackedPlan.Of(plan, plan.Versions.SingleOrDefault()) is not { } packed)
        {
            return null;
        }

        await people.LearnAsync(packed.Text, [], ct);
        _named.UnionWith(people.Pupils.Select(p => new PupilId(p)));
        var substance = new PlanPaper(plan, packed.Version, packed.Text, people).Substance(new Dictionary<Guid, int>());
        return new PackPart(
            $"{PlanWords.Of(plan.Type)}, version {packed.Version.Number}", plan.Id.Value, packed.Version.Number, PlanTypes.Of(plan.Type).Label,
            [new DocumentHeading($"{PlanWords.Of(plan.Type)}: {packed.Text.Title}"), .. substance.Select(Lower), Facts(("SHA-256 of the text that was agreed", packed.Hash))]);
    }

    /// <summary>Under the heading of its part.</summary>
    private static DocumentBlock Lower(DocumentBlock block) => block is DocumentHeading heading ? heading with { Level = 3 } : block;

    private async Task<PackPart?> ProgrammeAsync(PupilId pupil, Guid id, CancellationToken ct)
    {
        if (await ReadAsync(programmes, new GetSupportProgrammeQuery(id), ct) is not { } programme || programme.Pupils.SingleOrDefault(p => p.PupilId == pupil.Value) is not { } own)
        {
            return null;
        }

        return new PackPart("Support programme", id, programme.Version, SensitivityLabel.Pastoral,
        [
            new DocumentHeading($"Support programme: {Words.Of(programme.Kind)}"),
            Facts(
                ("State", Words.Of(programme.Status)),
                ("What it is for", programme.Purpose),
                ("Minutes in a week", Number(programme.MinutesPerWeek)),
                ("Sessions planned", Number(programme.TargetSessions)),
                ("Began", (own.JoinedOn ?? programme.StartedOn) is { } began ? Day(began) : null),
                ("Ended", (own.LeftOn ?? programme.EndedOn) is { } ended ? Day(ended) : null)),
        ]);
    }

    private async Task<PackPart?> AssessmentAsync(PupilId pupil, Guid id, CancellationToken ct)
    {
        if (await ReadAsync(assessments, new GetAssessmentQuery(id), ct) is not { Status: not (AssessmentStatus.Draft or AssessmentStatus.Voided) } assessment || assessment.PupilId != pupil.Value)
        {
            return null;
        }

        return new PackPart("Assessment", id, assessment.Version, SensitivityLabel.Pastoral,
        [
            new DocumentHeading($"Assessment: {Words.Sentence(assessment.Instrument)}"),
            Facts(
                ("Made on", Day(assessment.AssessedOn)),
                ("Answered by", Words.Of(assessment.Respondent)),
                ("Norms", assessment.NormVersion),
                ("Total", Score(assessment.Total)),
                ("Band", assessment.TotalBand is { } band ? Words.Sentence(band) : null),
                ("Note", assessment.Note)),
            new DocumentTable(
                "Scores", [new("Scale", 4), new("Score", 2), new("Band", 4)],
                [.. assessment.Scales.Select(s => (IReadOnlyList<string?>)[Words.Sentence(s.Scale), Score(s.Score), s.Band is { } own ? Words.Sentence(own) : null])]),
        ]);
    }

    private async Task<PackPart?> ObservationAsync(PupilId pupil, Guid id, CancellationToken ct)
    {
        if (await ReadAsync(observations, new GetObservationQuery(id), ct) is not { VoidedAt: null } observation || !observation.PupilIds.Contains(pupil.Value))
        {
            return null;
        }

        return new PackPart("Observation", id, observation.Version, SensitivityLabel.Pastoral,
        [
            new DocumentHeading($"Observation: {Words.Of(observation.Kind).ToLowerInvariant()}"),
            Facts(("When", Moment(observation.ObservedAt))),
            new DocumentText(observation.Text),
        ]);
    }

    /// <summary>Null when the caller may not ask or would be told nothing.</summary>
    private async Task<TDto?> ReadAsync<TQuery, TDto>(IQueryHandler<TQuery, TDto> handler, TQuery query, CancellationToken ct)
        where TQuery : IQuery<TDto>
        where TDto : class =>
        caller.Has(typeof(TQuery).GetCustomAttribute<RequiresAttribute>()!.Permission) && await handler.Handle(query, ct) is { IsSuccess: true } read ? read.Value : null;

    private static string? Score(decimal? score) => score?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
