using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training.Commands;

/// <summary>Changes a booking.</summary>
[Requires(Permissions.TrainingRecordsWrite), Audited("training_record.revise")]
public sealed record ReviseTrainingRecordCommand(Guid Id, int Version, IPatch<TrainingEdit> Patch) : ICommand<TrainingRecordDto>;

internal sealed class ReviseTrainingRecordHandler(TrainingLoading loading) : ICommandHandler<ReviseTrainingRecordCommand, TrainingRecordDto>
{
    public Task<Result<TrainingRecordDto>> Handle(ReviseTrainingRecordCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id,
            request.Version,
            record =>
            {
                var edit = request.Patch.ApplyTo(TrainingEdit.Of(record));
                return edit.IsSuccess ? record.Revise(new TrainingBooking(edit.Value.BookedFor, edit.Value.Provider, edit.Value.Note)) : edit.Error;
            },
            cancellationToken);
}
