using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.InformationShares;

/// <summary>
/// Who reaches which entries of the log: what the caller decided, and what was shared about the pupils within reach, by label. Lists,
/// reads, actions, tasks and the chronology all ask here.
/// </summary>
internal sealed class InformationShareAccess(IAppDbContext db, PupilScope pupils, Caseload caseload, ICaller caller)
{
    private static readonly SensitivityLabel[] Everyday = [SensitivityLabel.Standard, SensitivityLabel.Pastoral, SensitivityLabel.Health];

    public IQueryable<InformationShare> Readable()
    {
        var (all, safe, secret) = (pupils.For(InformationSharesReadAll), pupils.For(InformationSharesReadSafeguarding), pupils.For(InformationSharesReadDslOnly));
        Expression<Func<InformationShare, bool>> reached = s => Everyday.Contains(s.Label)
            ? all.Any(p => p.Id == s.PupilId)
            : s.Label == SensitivityLabel.Safeguarding ? safe.Any(p => p.Id == s.PupilId) : secret.Any(p => p.Id == s.PupilId);
        return db.Set<InformationShare>().Where(Own().Or(reached));
    }

    /// <summary>The labels of which the caller sees all entries about the pupil.</summary>
    public async Task<SensitivityLabel[]> LabelsAsync(PupilId pupil, CancellationToken ct)
    {
        var labels = new List<SensitivityLabel>();
        foreach (var (permission, seen) in new[]
        {
            (InformationSharesReadAll, Everyday), (InformationSharesReadSafeguarding, [SensitivityLabel.Safeguarding]), (InformationSharesReadDslOnly, [SensitivityLabel.DslOnly]),
        })
        {
            if (caller.Has(permission) && await pupils.IncludesAsync(pupil.Value, permission, ct))
            {
                labels.AddRange(seen);
            }
        }

        return [.. labels];
    }

    /// <summary>The pupil about whom the caller may record, with all enrolments: one within reach or whom the caller supports; else null.</summary>
    public async Task<Pupil?> WritableAsync(PupilId id, CancellationToken ct)
    {
        var (reached, supported) = (pupils.For(InformationSharesWrite), caseload.Pupils(InformationSharesWrite));
        return await db.Set<Pupil>().Include(p => p.Enrolments).SingleOrDefaultAsync(p => p.Id == id && (reached.Any(r => r.Id == id) || supported.Contains(id)), ct);
    }

    /// <summary>The school that an entry belongs to: the pupil's main one, or that at which the caller works with a pupil who has two.</summary>
    public SchoolId SchoolOf(Pupil pupil) => caller.SchoolOf(pupil, InformationSharesWrite);

    /// <summary>Whether the caller may change it: whoever decided, and whoever answers for the log.</summary>
    public bool MayChange(SchoolId school, StaffId? decidedBy) =>
        caller.ReachOf(InformationSharesWriteAll).Includes(school)
        || (caller.ReachOf(InformationSharesWrite).Includes(school) && caller.StaffId is { } me && me == decidedBy);

    private Expression<Func<InformationShare, bool>> Own()
    {
        var own = caller.ReachOf(InformationSharesRead);
        var (anywhere, schools) = (own.WholeTrust, own.Schools.ToArray());
        return caller.StaffId is { } me ? s => (anywhere || schools.Contains(s.SchoolId)) && s.DecidedById == me : _ => false;
    }
}
