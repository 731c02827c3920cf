using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Observations;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Recognitions;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Recognitions.Commands;

/// <summary>A positive note that can go home.</summary>
public record RecognitionDraft
{
    public required Guid SchoolId { get; init; }

    /// <summary>Who is recognised: one pupil, or several for whom the same text holds.</summary>
    [Items(Recognition.MaxPupils, Min = 1)]
    public required IReadOnlyList<Guid> PupilIds { get; init; }
    public required RecognitionKind Kind { get; init; }

    /// <summary>What is celebrated, as it is to stand on the card. The family reads it whole, so name no other pupil.</summary>
    [Text(Recognition.TextMax, Min = 1)]
    public required string Text { get; init; }

    /// <summary>When it was, not in the future.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Why it is written down so long after; needed when it was longer ago than the school's policy for sessions says, seven days unless set.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? LateReason { get; init; }

    /// <summary>What the pupil says about it, in the pupil's own words; only of one pupil. It stands on the card.</summary>
    [Text(Recognition.WordsMax, Min = 1)]
    public string? PupilWords { get; init; }

    /// <summary>For colleagues; it never stands on the card.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? StaffNote { get; init; }

    /// <summary>A programme of the school and of one of the pupils that it belongs to.</summary>
    public Guid? ProgrammeId { get; init; }

    /// <summary>A session of the school and of one of the pupils in which it was.</summary>
    public Guid? SupportSessionId { get; init; }

    /// <summary>An observation of the school and of one of the pupils that it celebrates.</summary>
    public Guid? ObservationId { get; init; }
}

/// <summary>Records a recognition of one pupil or of several at once.</summary>
[Requires(Permissions.RecognitionsWrite), Audited("recognition.record")]
public sealed record RecordRecognitionCommand : RecognitionDraft, ICommand<RecognitionDto>
{
    [SetsRequiredMembers]
    public RecordRecognitionCommand(RecognitionDraft draft) : base(draft) { }
}

internal sealed class RecordRecognitionHandler(
    IAppDbContext db, PupilScope pupils, RecognitionAccess access, RecognitionLinks links, RecognitionAnswers answers, IPolicies policies, ICaller caller, TimeProvider clock)
    : ICommandHandler<RecordRecognitionCommand, RecognitionDto>
{
    public async Task<Result<RecognitionDto>> Handle(RecordRecognitionCommand request, CancellationToken cancellationToken)
    {
        var told = Of(request);
        var refused = await UnknownAsync(told, cancellationToken) ?? await links.RefusalAsync(told, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var policy = await policies.OnAsync<SupportSessionPolicy>(told.SchoolId, LondonTime.DateOf(told.OccurredAt), cancellationToken);
        var recognition = Recognition.Record(caller.TrustId, told, caller.StaffId, policy, clock.GetUtcNow());
        if (!recognition.IsSuccess)
        {
            return recognition.Error;
        }

        db.Set<Recognition>().Add(recognition.Value);
        return await answers.OfAsync(recognition.Value, cancellationToken);
    }

    private async Task<Error?> UnknownAsync(NewRecognition told, CancellationToken ct)
    {
        if (!access.MayWriteAt(told.SchoolId) || !await db.Set<School>().AnyAsync(s => s.Id == told.SchoolId, ct))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        return await PupilsThen.RefusalAsync(pupils.For(Permissions.RecognitionsWrite), told.SchoolId, told.PupilIds, told.OccurredAt, ct);
    }

    private static NewRecognition Of(RecognitionDraft request) => new()
    {
        SchoolId = new(request.SchoolId),
        PupilIds = [.. request.PupilIds.Select(id => new PupilId(id))],
        Kind = request.Kind,
        Text = request.Text,
        OccurredAt = request.OccurredAt,
        LateReason = request.LateReason,
        PupilWords = request.PupilWords,
        StaffNote = request.StaffNote,
        ProgrammeId = request.ProgrammeId is { } programme ? new SupportProgrammeId(programme) : null,
        SupportSessionId = request.SupportSessionId is { } session ? new SupportSessionId(session) : null,
        ObservationId = request.ObservationId is { } observation ? new ObservationId(observation) : null,
    };
}
