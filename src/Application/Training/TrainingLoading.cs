using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training;

/// <summary>Loads a record to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class TrainingLoading(TrainingAccess access, TrainingAnswers answers)
{
    public async Task<Result<TrainingRecord>> LoadAsync(Guid id, int version, CancellationToken ct)
    {
        var recordId = new TrainingRecordId(id);
        var record = await access.Readable().SingleOrDefaultAsync(r => r.Id == recordId, ct);
        return record switch
        {
            null => CommonErrors.NotFound,
            _ when !access.MayWriteAt(record.SchoolId) => CommonErrors.InsufficientScope,
            _ when record.Check(version).Error is { } stale => stale,
            _ => record,
        };
    }

    /// <summary>Loads, does the one thing, and answers with the whole record.</summary>
    public async Task<Result<TrainingRecordDto>> ChangeAsync(Guid id, int version, Func<TrainingRecord, Result> change, CancellationToken ct)
    {
        var record = await LoadAsync(id, version, ct);
        return !record.IsSuccess ? record.Error : change(record.Value) is { IsSuccess: false } refused ? refused.Error : answers.Of(record.Value);
    }
}

/// <summary>Records as they stand today, with what the caller may do next.</summary>
internal sealed class TrainingAnswers(IAnswers answers, TrainingAccess access, TimeProvider clock)
{
    public TrainingRecordDto Of(TrainingRecord record) => OfRead(answers.Map<TrainingRecordDto>(record));

    public TrainingRecordDto OfRead(TrainingRecordDto record) => record with
    {
        Status = TrainingRules.StatusOn(record.Status, record.ExpiringFrom, record.ExpiresOn, LondonTime.DateOf(clock.GetUtcNow())),
        AllowedActions = access.MayWriteAt(new(record.SchoolId)) ? TrainingRules.States.AllowedIn(record.Status) : [],
    };
}
