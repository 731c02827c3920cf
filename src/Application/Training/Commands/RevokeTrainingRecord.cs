using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Training.Commands;

/// <summary>Takes completed training back from a day on; today when absent.</summary>
[Requires(Permissions.TrainingRecordsWrite), Audited("training_record.revoke")]
public sealed record RevokeTrainingRecordCommand(Guid Id, int Version, string Reason, DateOnly? RevokedOn) : ICommand<TrainingRecordDto>, IReasoned;

internal sealed class RevokeTrainingRecordHandler(TrainingLoading loading, TimeProvider clock) : ICommandHandler<RevokeTrainingRecordCommand, TrainingRecordDto>
{
    public Task<Result<TrainingRecordDto>> Handle(RevokeTrainingRecordCommand request, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return loading.ChangeAsync(request.Id, request.Version, record => record.Revoke(request.RevokedOn ?? today, request.Reason, today), cancellationToken);
    }
}
