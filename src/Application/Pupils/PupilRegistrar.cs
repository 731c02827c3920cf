using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils;

/// <summary>What creating, revising and putting a pupil have in common.</summary>
internal sealed class PupilRegistrar(IAppDbContext db, ICaller caller, TimeProvider clock)
{
    public async Task<Result<Pupil>> RegisterAsync(
        IPupilIdentity identity, SchoolId school, DateOnly? admittedOn, SenProvision? provision, IReadOnlyList<SenType> needs, CancellationToken ct)
    {
        var details = PupilRules.Details(identity);
        if (!details.IsSuccess)
        {
            return details.Error;
        }

        var now = clock.GetUtcNow();
        var pupil = Pupil.Register(caller.TrustId, details.Value, school, EnrolmentKind.Main, admittedOn ?? LondonTime.DateOf(now), null, now);
        if (!pupil.IsSuccess)
        {
            return pupil;
        }

        db.Set<Pupil>().Add(pupil.Value);
        var refused = await RefusalAsync(pupil.Value, provision, needs, ct);
        return refused is null ? pupil : refused;
    }

    public async Task<Result> ReviseAsync(
        Pupil pupil, IPupilIdentity identity, SenProvision? provision, IReadOnlyList<SenType> needs, CancellationToken ct)
    {
        var details = PupilRules.Details(identity);
        if (!details.IsSuccess)
        {
            return details.Error;
        }

        if (pupil.Revise(details.Value, LondonTime.DateOf(clock.GetUtcNow())).Error is { } refused)
        {
            return refused;
        }

        return await RefusalAsync(pupil, provision, needs, ct) is { } later ? later : Result.Success;
    }

    /// <summary>The friendly form of the unique UPN, and the needs, when any were given.</summary>
    private async Task<Error?> RefusalAsync(Pupil pupil, SenProvision? provision, IReadOnlyList<SenType> needs, CancellationToken ct)
    {
        if (pupil.Upn is { } upn && await db.Set<Pupil>().AnyAsync(p => p.Upn == upn && p.Id != pupil.Id, ct))
        {
            return PupilErrors.UpnTaken.At("/upn");
        }

        if (provision is null && needs.Count == 0)
        {
            return null;
        }

        return caller.ReachOf(Permissions.PupilNeedsWrite).Includes(pupil.SchoolId)
            ? pupil.RecordNeeds(provision, needs).Error
            : CommonErrors.InsufficientScope;
    }
}
