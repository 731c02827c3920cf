using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Supervision.Commands;

/// <summary>Takes a record of coaching out of the lists; what it says stays.</summary>
[Requires(Permissions.SupervisionRecordsWrite), Audited("coaching_record.void")]
public sealed record VoidCoachingRecordCommand(Guid Id, int Version, string Reason) : ICommand<CoachingRecordDto>, IReasoned;

internal sealed class VoidCoachingRecordHandler(CoachingAccess access, StaffRecordAnswers answers, TimeProvider clock)
    : ICommandHandler<VoidCoachingRecordCommand, CoachingRecordDto>
{
    public async Task<Result<CoachingRecordDto>> Handle(VoidCoachingRecordCommand request, CancellationToken cancellationToken)
    {
        var record = await access.VoidAsync(request.Id, request.Version, request.Reason, clock.GetUtcNow(), cancellationToken);
        return record.IsSuccess ? answers.Of(record.Value) : record.Error;
    }
}
