using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Schools;
using PupilSupport.Application.Staff;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.SupportSessions;

/// <summary>
/// Puts the records that a session names beside their ids, each under the scope of its own kind: what the caller does
/// not reach stays an id and is listed as redacted. One query per kind, whatever the length of the list.
/// </summary>
internal sealed class SupportSessionExpansion(SchoolScope schools, StaffScope staff, PupilScope pupils)
{
    public const string School = "school";
    public const string Practitioner = "practitioner";
    public const string Pupil = "participants.pupil";

    public async Task<IReadOnlyList<SupportSessionDto>> ExpandAsync(
        IReadOnlyList<SupportSessionDto> sessions, IReadOnlyList<string> paths, CancellationToken ct)
    {
        if (paths.Count == 0 || sessions.Count == 0)
        {
            return sessions;
        }

        var places = paths.Contains(School) ? await SchoolsAsync(sessions, ct) : null;
        var people = paths.Contains(Practitioner) ? await staff.NamesAsync(sessions.Select(s => s.PractitionerId), ct) : null;
        var children = paths.Contains(Pupil) ? await pupils.NamesAsync(sessions.SelectMany(s => s.Participants).Select(p => p.PupilId), ct) : null;
        return [.. sessions.Select(s => Expand(s, places, people, children))];
    }

    private static SupportSessionDto Expand(
        SupportSessionDto session, Dictionary<Guid, NamedDto>? schools, Dictionary<Guid, PersonDto>? people, Dictionary<Guid, PersonDto>? children)
    {
        var expanded = session with
        {
            School = schools?.GetValueOrDefault(session.SchoolId),
            Practitioner = people?.GetValueOrDefault(session.PractitionerId),
            Participants = [.. session.Participants.Select(p => p with { Pupil = children?.GetValueOrDefault(p.PupilId) })],
        };
        return expanded with { Meta = RecordMeta.Of(Withheld(expanded, schools is not null, people is not null, children is not null)) };
    }

    private static IEnumerable<string> Withheld(SupportSessionDto session, bool school, bool practitioner, bool pupil)
    {
        if (school && session.School is null)
        {
            yield return School;
        }

        if (practitioner && session.Practitioner is null)
        {
            yield return Practitioner;
        }

        if (pupil && session.Participants.Any(p => p.Pupil is null))
        {
            yield return Pupil;
        }
    }

    private Task<Dictionary<Guid, NamedDto>> SchoolsAsync(IReadOnlyList<SupportSessionDto> sessions, CancellationToken ct)
    {
        SchoolId[] ids = [.. sessions.Select(s => new SchoolId(s.SchoolId)).Distinct()];
        return schools.For(Permissions.SchoolsRead).AsNoTracking().Where(s => ids.Contains(s.Id)).Select(s => new NamedDto(s.Id.Value, s.Name)).ToDictionaryAsync(s => s.Id, ct);
    }
}
