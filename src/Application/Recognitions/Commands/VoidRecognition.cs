using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Recognitions;

namespace PupilSupport.Application.Recognitions.Commands;

/// <summary>Takes a recognition out of the lists, for all of its pupils; what it says stays.</summary>
[Requires(Permissions.RecognitionsWrite), Audited("recognition.void")]
public sealed record VoidRecognitionCommand(Guid Id, int Version, string Reason) : ICommand<RecognitionDto>, IReasoned;

internal sealed class VoidRecognitionHandler(RecognitionLoading loading, TimeProvider clock) : ICommandHandler<VoidRecognitionCommand, RecognitionDto>
{
    public Task<Result<RecognitionDto>> Handle(VoidRecognitionCommand request, CancellationToken cancellationToken) => loading.ChangeAsync(
        request.Id, request.Version, RecognitionAction.Void, r => Task.FromResult(r.Void(request.Reason, clock.GetUtcNow())), cancellationToken);
}
