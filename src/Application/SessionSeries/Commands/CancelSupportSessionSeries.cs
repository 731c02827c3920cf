using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.SessionSeries.Commands;

/// <summary>Takes back the sessions of a series that are scheduled, from a day on; their slots are free again.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session_series.cancel")]
public sealed record CancelSupportSessionSeriesCommand(Guid Id, int Version, string Reason, DateOnly? From) : ICommand<SupportSessionSeriesDto>, IReasoned;

internal sealed class CancelSupportSessionSeriesHandler(
    SupportSessionSeriesLoading loading, SupportSessionSeriesNotices notices, SupportSessionSeriesAnswers answers, TimeProvider clock)
    : ICommandHandler<CancelSupportSessionSeriesCommand, SupportSessionSeriesDto>
{
    public async Task<Result<SupportSessionSeriesDto>> Handle(CancelSupportSessionSeriesCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, new SeriesStart(request.From, null), isQuestion: false, cancellationToken);
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var (series, sessions) = loaded.Value;
        var remain = await loading.HasOthersAsync(loaded.Value, cancellationToken);
        var cancelled = series.Cancel(request.Reason, request.From ?? LondonTime.DateOf(clock.GetUtcNow()), isOver: !remain);
        foreach (var session in cancelled.IsSuccess ? sessions : [])
        {
            cancelled = cancelled.IsSuccess ? session.Cancel(request.Reason) : cancelled;
        }

        if (!cancelled.IsSuccess)
        {
            return cancelled.Error;
        }

        notices.Tell(series, NoticeKind.SupportSessionSeriesCancelled, sessions[0].StartsAt, sessions.SelectMany(s => s.Practitioners).Select(p => p.StaffId));
        return answers.Of(series);
    }
}
