using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>What a programme has come to.</summary>
public record SupportProgrammeOutcome
{
    /// <summary>The assessment after it, submitted, moderated or locked, of a pupil of the programme.</summary>
    public Guid? EndAssessmentId { get; init; }

    /// <summary>For a group: the assessments after it, one for each pupil.</summary>
    [Items(SupportProgramme.MaxPupils)]
    public IReadOnlyList<Guid> EndAssessmentIds { get; init; } = [];

    /// <summary>Why pupils have none; required unless every pupil who stayed has one.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? NoMeasureReason { get; init; }
}

/// <summary>Ends a programme that has served its turn.</summary>
[Requires(Permissions.SupportProgrammesWrite), Audited("support_programme.complete")]
public sealed record CompleteSupportProgrammeCommand(Guid Id, int Version, SupportProgrammeOutcome Outcome) : ICommand<SupportProgrammeDto>;

internal sealed class CompleteSupportProgrammeHandler(
    SupportProgrammeLoading loading, SupportProgrammePlanning planning, SupportProgrammeMeasures measures, SupportProgrammeSessions sessions)
    : ICommandHandler<CompleteSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(CompleteSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, SupportProgrammeAction.Complete, programme => CompleteAsync(programme, request.Outcome, cancellationToken), cancellationToken);

    private async Task<Result> CompleteAsync(SupportProgramme programme, SupportProgrammeOutcome outcome, CancellationToken ct)
    {
        // Who may not complete it now is told that, whatever was named.
        if (!programme.AllowedActions().Contains(SupportProgrammeAction.Complete))
        {
            return programme.Complete(new SupportProgrammeEnd([], outcome.NoMeasureReason), planning.Today);
        }

        IEnumerable<(Guid, string)> one = outcome.EndAssessmentId is { } id ? [(id, "/endAssessmentId")] : [];
        var ends = await measures.EndAsync(programme, [.. one, .. outcome.EndAssessmentIds.Select((e, i) => (e, $"/endAssessmentIds/{i}"))], ct);
        var completed = ends.IsSuccess ? programme.Complete(new SupportProgrammeEnd(ends.Value, outcome.NoMeasureReason), planning.Today) : ends.Error;
        if (completed.IsSuccess)
        {
            await sessions.CancelAsync(programme, "The programme is completed.", ct);
        }

        return completed;
    }
}
