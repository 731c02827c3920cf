using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training.Commands;

/// <summary>Says that booked training was completed.</summary>
[Requires(Permissions.TrainingRecordsWrite), Audited("training_record.complete")]
public sealed record CompleteTrainingRecordCommand(Guid Id, int Version, DateOnly CompletedOn, DateOnly? ExpiresOn, string? CertificateNumber) : ICommand<TrainingRecordDto>;

internal sealed class CompleteTrainingRecordHandler(TrainingLoading loading, TrainingAnswers answers, TrainingTasks tasks, IPolicies policies, TimeProvider clock)
    : ICommandHandler<CompleteTrainingRecordCommand, TrainingRecordDto>
{
    public async Task<Result<TrainingRecordDto>> Handle(CompleteTrainingRecordCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, cancellationToken);
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var record = loaded.Value;
        var policy = await policies.OnAsync<TrainingPolicy>(record.SchoolId, request.CompletedOn, cancellationToken);
        var outcome = new TrainingOutcome(request.CompletedOn, request.ExpiresOn, request.CertificateNumber);
        if (record.Complete(outcome, policy, LondonTime.DateOf(clock.GetUtcNow())) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        await tasks.RenewedByAsync(record, cancellationToken);
        return answers.Of(record);
    }
}
