using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Training.Commands;

/// <summary>Takes a booking back.</summary>
[Requires(Permissions.TrainingRecordsWrite), Audited("training_record.cancel")]
public sealed record CancelTrainingRecordCommand(Guid Id, int Version, string Reason) : ICommand<TrainingRecordDto>, IReasoned;

internal sealed class CancelTrainingRecordHandler(TrainingLoading loading) : ICommandHandler<CancelTrainingRecordCommand, TrainingRecordDto>
{
    public Task<Result<TrainingRecordDto>> Handle(CancelTrainingRecordCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, record => record.Cancel(request.Reason), cancellationToken);
}
