using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>
/// Whom the caller supports: the pupils of the programmes that wait, run or pause with the caller as practitioner, at the
/// schools where the caller holds a permission. The one place that says so: lists, reads and actions all ask here.
/// </summary>
internal sealed class Caseload(IAppDbContext db, ICaller caller)
{
    /// <summary>The caller's programmes.</summary>
    public IQueryable<SupportProgramme> Programmes(string permission)
    {
        var reach = caller.ReachOf(permission);
        var (anywhere, schools) = (reach.WholeTrust, reach.Schools.ToArray());
        return caller.StaffId is { } me
            ? db.Set<SupportProgramme>()
                .Where(p => p.PractitionerId == me && (anywhere || schools.Contains(p.SchoolId)))
                .Where(OnCaseload)
            : db.Set<SupportProgramme>().Where(_ => false);
    }

    /// <summary>The pupils of those programmes who have not left them.</summary>
    public IQueryable<PupilId> Pupils(string permission) =>
        Programmes(permission).SelectMany(p => p.Pupils.Where(m => m.LeftOn == null).Select(m => m.PupilId));

    /// <summary>The rows of whose pupils the caller supports any.</summary>
    /// <param name="pupil">The row's pupil.</param>
    public Expression<Func<T, bool>> Supports<T>(Expression<Func<T, PupilId>> pupil, string permission)
    {
        var supported = Pupils(permission);
        return pupil.Is(id => supported.Contains(id));
    }

    /// <summary>Whether the caller supports this pupil.</summary>
    public Task<bool> IncludesAsync(PupilId pupil, string permission, CancellationToken ct) => Pupils(permission).AnyAsync(id => id == pupil, ct);

    /// <summary>As <see cref="SupportProgrammeRules.IsOnCaseload"/>.</summary>
    public static readonly Expression<Func<SupportProgramme, bool>> OnCaseload = p =>
        p.Status == SupportProgrammeStatus.Waiting || p.Status == SupportProgrammeStatus.Active || p.Status == SupportProgrammeStatus.Paused;
}
