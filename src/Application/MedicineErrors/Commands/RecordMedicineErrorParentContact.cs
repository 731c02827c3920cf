using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Medicines;

namespace PupilSupport.Application.MedicineErrors.Commands;

/// <summary>Says when and how the parent was told, or why not.</summary>
[Requires(Permissions.MedicineErrorsReport), Audited("medicine_error.record_parent_contact")]
public sealed record RecordMedicineErrorParentContactCommand(Guid Id, int Version, DateTimeOffset? ToldAt, ParentContactMethod? How, string? NotToldReason)
    : ICommand<MedicineErrorDto>;

internal sealed class RecordMedicineErrorParentContactHandler(MedicineErrorLoading loading, TimeProvider clock)
    : ICommandHandler<RecordMedicineErrorParentContactCommand, MedicineErrorDto>
{
    public Task<Result<MedicineErrorDto>> Handle(RecordMedicineErrorParentContactCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id,
            request.Version,
            MedicineErrorAction.RecordParentContact,
            (error, _) => request switch
            {
                { ToldAt: { } at, How: { } how, NotToldReason: null } => error.TellParent(at, how, clock.GetUtcNow()),
                { ToldAt: null, How: null, NotToldReason: { } reason } => error.LeaveParent(reason),
                _ => MedicineErrorErrors.OneContact,
            },
            cancellationToken);
}
