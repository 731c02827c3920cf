using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Observations;

/// <summary>Whether pupils could be seen at a school at a time.</summary>
internal static class PupilsThen
{
    /// <summary>A pupil out of reach or never on the school's roll is unknown; nobody was seen there before the day of admission.</summary>
    public static async Task<Error?> RefusalAsync(IQueryable<Pupil> reached, SchoolId school, IReadOnlyList<PupilId> ids, DateTimeOffset at, CancellationToken ct)
    {
        var admitted = await reached.Where(p => ids.Contains(p.Id) && p.Enrolments.Any(e => e.SchoolId == school))
            .Select(p => new { p.Id, On = p.Enrolments.Where(e => e.SchoolId == school).Min(e => e.AdmittedOn) })
            .ToDictionaryAsync(p => p.Id, p => p.On, ct);
        var day = LondonTime.DateOf(at);
        foreach (var (place, id) in ids.Index())
        {
            if (!admitted.TryGetValue(id, out var on) || on > day)
            {
                return (admitted.ContainsKey(id) ? SupportSessionErrors.BeforeAdmission : CommonErrors.UnknownReference).At($"/pupilIds/{place}");
            }
        }

        return null;
    }
}
