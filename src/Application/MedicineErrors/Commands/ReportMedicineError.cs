using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicineErrors.Commands;

/// <summary>Reports an error with a medicine, or a near miss.</summary>
[Requires(Permissions.MedicineErrorsReport), Audited("medicine_error.report")]
public sealed record ReportMedicineErrorCommand : MedicineErrorDraft, ICommand<MedicineErrorDto>
{
    [SetsRequiredMembers]
    public ReportMedicineErrorCommand(MedicineErrorDraft draft) : base(draft) { }
}

internal sealed class ReportMedicineErrorHandler(
    IAppDbContext db, MedicineErrorAccess access, MedicineErrorLinks links, MedicineErrorAnswers answers, IMedicineErrors errors, ICaller caller)
    : ICommandHandler<ReportMedicineErrorCommand, MedicineErrorDto>
{
    public async Task<Result<MedicineErrorDto>> Handle(ReportMedicineErrorCommand request, CancellationToken cancellationToken)
    {
        if (caller.StaffId is not { } reporter)
        {
            return CommonErrors.InsufficientScope;
        }

        var school = new SchoolId(request.SchoolId);
        if (!access.MayReportAt(school) || !await db.Set<School>().AnyAsync(s => s.Id == school, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var report = await links.ResolveAsync(request, reporter, cancellationToken);
        return report.IsSuccess ? answers.Of(await errors.OpenAsync(report.Value, cancellationToken)) : report.Error;
    }
}
