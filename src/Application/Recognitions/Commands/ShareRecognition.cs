using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Recognitions;

namespace PupilSupport.Application.Recognitions.Commands;

/// <summary>Says that cards went home. The card itself is a document of kind <c>recognition_card</c>.</summary>
/// <param name="PupilIds">Whose; null for all whom the caller sees.</param>
[Requires(Permissions.RecognitionsWrite), Audited("recognition.share")]
public sealed record ShareRecognitionCommand(Guid Id, int Version, IReadOnlyList<Guid>? PupilIds) : ICommand<RecognitionDto>;

internal sealed class ShareRecognitionHandler(RecognitionLoading loading, RecognitionAccess access, ICaller caller, TimeProvider clock)
    : ICommandHandler<ShareRecognitionCommand, RecognitionDto>
{
    public Task<Result<RecognitionDto>> Handle(ShareRecognitionCommand request, CancellationToken cancellationToken) => loading.ChangeAsync(
        request.Id, request.Version, RecognitionAction.Share, r => ShareAsync(r, request.PupilIds, cancellationToken), cancellationToken);

    private async Task<Result> ShareAsync(Recognition recognition, IReadOnlyList<Guid>? asked, CancellationToken ct)
    {
        Guid[] all = [.. recognition.Pupils.Select(p => p.PupilId.Value)];
        var seen = access.SeesEveryPupil(recognition.AuthorId?.Value) ? all.ToHashSet() : await access.ReachedAsync(all, ct);
        var stranger = asked?.ToList().FindIndex(id => !seen.Contains(id) || !all.Contains(id)) ?? -1;
        return stranger >= 0
            ? CommonErrors.UnknownReference.At($"/pupilIds/{stranger}")
            : recognition.Share([.. (asked ?? [.. seen]).Select(id => new PupilId(id))], caller.StaffId, clock.GetUtcNow());
    }
}
