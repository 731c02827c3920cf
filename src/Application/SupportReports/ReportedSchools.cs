using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.SupportReports;

/// <summary>A school of which a report tells.</summary>
internal sealed record ReportedSchool(SchoolId Id, string Name);

/// <summary>
/// The schools of a report. It tells of a school as a whole whoever asks: what it says never depends on which of its pupils the
/// caller reaches, or two callers could subtract their answers.
/// </summary>
internal sealed class ReportedSchools(SchoolScope schools)
{
    /// <param name="one">One of them; all that the caller reaches when null. Refused when it is out of reach, and when there are too many to tell.</param>
    public async Task<Result<IReadOnlyList<ReportedSchool>>> OfAsync(Guid? one, CancellationToken ct)
    {
        var reached = schools.For(Permissions.SupportReportsRead).AsNoTracking();
        if (one is { } id)
        {
            var school = new SchoolId(id);
            reached = reached.Where(s => s.Id == school);
        }

        var told = await reached.OrderBy(s => s.Name).ThenBy(s => s.Id).Take(ReportErrors.MaxSchools + 1).Select(s => new ReportedSchool(s.Id, s.Name)).ToListAsync(ct);
        return told.Count switch
        {
            0 when one is not null => CommonErrors.NotFound,
            > ReportErrors.MaxSchools => ReportErrors.TooManySchools,
            _ => told,
        };
    }
}
