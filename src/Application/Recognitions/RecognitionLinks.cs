using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Observations;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Recognitions;

namespace PupilSupport.Application.Recognitions;

/// <summary>What a recognition names besides pupils: of its school, and within the caller's reach.</summary>
internal sealed class RecognitionLinks(SupportProgrammeAccess programmes, SupportSessionAccess sessions, ObservationAccess observations)
{
    /// <summary>The member that names what the caller does not reach.</summary>
    public async Task<string?> UnknownAsync(NewRecognition told, CancellationToken ct)
    {
        var school = told.SchoolId;
        if (told.SupportProgrammeId is { } programme && !await programmes.Readable().AnyAsync(p => p.Id == programme && p.SchoolId == school, ct))
        {
            return "/supportProgrammeId";
        }

        if (told.SupportSessionId is { } session && !await sessions.Reachable().AnyAsync(s => s.Id == session && s.SchoolId == school, ct))
        {
            return "/supportSessionId";
        }

        return told.ObservationId is { } seen && !await observations.Readable().AnyAsync(o => o.Id == seen && o.SchoolId == school, ct) ? "/observationId" : null;
    }
}
