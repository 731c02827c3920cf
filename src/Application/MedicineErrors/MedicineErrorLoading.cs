using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicineErrors;

/// <summary>Loads a report to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class MedicineErrorLoading(MedicineErrorAccess access, MedicineErrorAnswers answers, ICaller caller)
{
    /// <summary>Loads, does the one thing as the member of staff who asks, and answers with the whole report.</summary>
    public async Task<Result<MedicineErrorDto>> ChangeAsync(
        Guid id, int version, MedicineErrorAction action, Func<MedicineError, StaffId, Result> change, CancellationToken ct)
    {
        var error = await LoadAsync(id, version, action, ct);
        return !error.IsSuccess ? error.Error
            : change(error.Value, caller.StaffId!.Value) is { IsSuccess: false } refused ? refused.Error
            : answers.Of(error.Value);
    }

    public async Task<Result<MedicineError>> LoadAsync(Guid id, int version, MedicineErrorAction action, CancellationToken ct)
    {
        var errorId = new MedicineErrorId(id);
        var error = await access.Reachable().SingleOrDefaultAsync(e => e.Id == errorId, ct);
        return error switch
        {
            null => CommonErrors.NotFound,
            _ when caller.StaffId is null || !access.RightsAt(error.SchoolId)(action) => CommonErrors.InsufficientScope,
            _ when error.Check(version).Error is { } stale => stale,
            _ => error,
        };
    }
}

/// <summary>Reports with what the caller may do next.</summary>
internal sealed class MedicineErrorAnswers(IAnswers answers, MedicineErrorAccess access)
{
    public MedicineErrorDto Of(MedicineError error) => OfRead(answers.Map<MedicineErrorDto>(error));

    public MedicineErrorDto OfRead(MedicineErrorDto error) => error with
    {
        AllowedActions = [.. MedicineErrorRules.States.AllowedIn(error.Status)
            .Where(a => a != MedicineErrorAction.RecordParentContact || error.PupilId is not null)
            .Where(access.RightsAt(new(error.SchoolId)))],
    };
}
