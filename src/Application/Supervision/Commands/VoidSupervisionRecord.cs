using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Supervision.Commands;

/// <summary>Takes supervision out of the lists; what it says stays. It no longer counts towards what an ELSA needs.</summary>
[Requires(Permissions.SupervisionRecordsWrite), Audited("supervision_record.void")]
public sealed record VoidSupervisionRecordCommand(Guid Id, int Version, string Reason) : ICommand<SupervisionRecordDto>, IReasoned;

internal sealed class VoidSupervisionRecordHandler(SupervisionAccess access, StaffRecordAnswers answers, TimeProvider clock)
    : ICommandHandler<VoidSupervisionRecordCommand, SupervisionRecordDto>
{
    public async Task<Result<SupervisionRecordDto>> Handle(VoidSupervisionRecordCommand request, CancellationToken cancellationToken)
    {
        var record = await access.VoidAsync(request.Id, request.Version, request.Reason, clock.GetUtcNow(), cancellationToken);
        return record.IsSuccess ? answers.Of(record.Value) : record.Error;
    }
}
