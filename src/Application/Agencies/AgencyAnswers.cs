using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Agencies;

/// <summary>Entries as this caller sees them, with what the caller may do next; and the way of every change.</summary>
internal sealed class AgencyAnswers(AgencyScope scope, IAnswers answers, IPolicies policies, TimeProvider clock)
{
    public DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    public AgencyDto Of(Agency agency) => OfRead(answers.Map<AgencyDto>(agency));

    public AgencyDto OfRead(AgencyDto agency)
    {
        SchoolId? school = agency.SchoolId is { } id ? new SchoolId(id) : null;
        return agency with { AllowedActions = scope.MayWrite(school) ? AgencyRules.States.AllowedIn(agency.Status) : [] };
    }

    /// <summary>The entry for a change, when the caller may write it.</summary>
    public async Task<Result<Agency>> LoadAsync(Guid id, int version, CancellationToken ct)
    {
        var agency = await scope.Readable().WithId<Agency, AgencyId>(id).SingleOrDefaultAsync(ct);
        return agency switch
        {
            null => CommonErrors.NotFound,
            _ when !scope.MayWrite(agency.SchoolId) => CommonErrors.InsufficientScope,
            _ when agency.Check(version).Error is { } stale => stale,
            _ => agency,
        };
    }

    public async Task<Result<AgencyDto>> ChangeAsync(Guid id, int version, Func<Agency, Task<Result>> change, CancellationToken ct)
    {
        var agency = await LoadAsync(id, version, ct);
        return !agency.IsSuccess ? agency.Error
            : (await change(agency.Value)).Error is { } refused ? refused
            : Of(agency.Value);
    }

    /// <summary>When an entry that is added or verified today is to be verified.</summary>
    public async Task<DateOnly> VerifyByAsync(SchoolId? school, CancellationToken ct) =>
        Today.AddMonths((await policies.OnAsync<AgencyPolicy>(school, Today, ct)).VerifyAfterMonths);
}
