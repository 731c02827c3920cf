using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.SessionSeries;

/// <summary>Series as this caller sees them, with what the caller may do next.</summary>
internal sealed class SupportSessionSeriesAnswers(IAnswers answers, AutoMapper.IMapper mapper, SupportSessionAccess access)
{
    public SupportSessionSeriesDto Of(SupportSessionSeries series) => OfRead(answers.Map<SupportSessionSeriesDto>(series));

    /// <summary>A series that nothing will save: as it would stand, at the version that it has.</summary>
    public SupportSessionSeriesDto OfPreview(SupportSessionSeries series) => OfRead(mapper.Map<SupportSessionSeriesDto>(series));

    public SupportSessionSeriesDto OfRead(SupportSessionSeriesDto series) => series with
    {
        AllowedActions = access.MayWrite(new(series.SchoolId), [new StaffId(series.PractitionerId)]) ? SupportSessionSeries.States.AllowedIn(series.Status) : [],
    };
}
