using System.Text.Json.Serialization;
using PupilSupport.Application.Chronology.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Chronology.Queries;

/// <summary>All that is recorded of one pupil and that the caller may know, newest first.</summary>
[Requires(Permissions.ChronologyRead), Audited("chronology.read")]
public sealed record GetPupilChronologyQuery : PagedQuery, IQuery<Page<ChronologyEntryDto>>, IAuditSubject
{
    [JsonIgnore]
    public Guid PupilId { get; init; }

    /// <summary>Only these kinds of record.</summary>
    [Items(20, Text = 100)]
    public IReadOnlyList<string>? Kind { get; init; }

    /// <summary>The first local day, included.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last local day, included.</summary>
    public DateOnly? To { get; init; }

    (string Kind, Guid Id) IAuditSubject.AuditSubject => ("pupil", PupilId);
}

internal sealed class GetPupilChronologyHandler(IAppDbContext db, PupilScope pupils, IPager pager, ChronologyScope scope, IEnumerable<IChronologySource> sources)
    : IQueryHandler<GetPupilChronologyQuery, Page<ChronologyEntryDto>>
{
    private static readonly Keyset<ChronologyEntry, ChronologyRow>[] Sorts =
    [
        Keyset.By<ChronologyEntry, ChronologyRow, DateTimeOffset, Guid>(
            "occurredAt", e => e.OccurredAt, r => r.OccurredAt, e => e.RecordId, r => r.RecordId, descending: true),
    ];

    public async Task<Result<Page<ChronologyEntryDto>>> Handle(GetPupilChronologyQuery request, CancellationToken cancellationToken)
    {
        if (!await pupils.IncludesAsync(request.PupilId, Permissions.ChronologyRead, cancellationToken))
        {
            return CommonErrors.NotFound;
        }

        var pupil = new PupilId(request.PupilId);
        var visible = await scope.VisibleAsync(pupil, cancellationToken);
        var entries = Filter(db.Set<ChronologyEntry>().Where(e => e.PupilId == pupil).Where(visible), request);
        var page = await pager.PageAsync(entries, request, Sorts, cancellationToken);
        return page.IsSuccess ? await TellAsync(pupil, page.Value, cancellationToken) : page.Error;
    }

    private static IQueryable<ChronologyEntry> Filter(IQueryable<ChronologyEntry> entries, GetPupilChronologyQuery request)
    {
        if (request.Kind is { Count: > 0 } kinds)
        {
            entries = entries.Where(e => kinds.Contains(e.Kind));
        }

        return entries.OnDays(e => e.OccurredAt, request.From, request.To);
    }

    /// <summary>One query per kind on the page, whatever the length of the page.</summary>
    private async Task<Page<ChronologyEntryDto>> TellAsync(PupilId pupil, Page<ChronologyRow> page, CancellationToken ct)
    {
        var texts = new Dictionary<Guid, ChronologyText>();
        foreach (var kind in page.Data.GroupBy(r => r.Kind))
        {
            var source = sources.Single(s => s.Kind == kind.Key);
            foreach (var (id, text) in await source.DescribeAsync(pupil, [.. kind.Select(r => r.RecordId)], ct))
            {
                texts[id] = text;
            }
        }

        var data = page.Data.Where(r => texts.ContainsKey(r.RecordId)).Select(r => ToDto(r, texts[r.RecordId])).ToList();
        return page.With(data);
    }

    private static ChronologyEntryDto ToDto(ChronologyRow row, ChronologyText text) => new()
    {
        Id = row.RecordId,
        Kind = row.Kind,
        OccurredAt = row.OccurredAt,
        SchoolId = row.SchoolId,
        Label = row.Label,
        IsVoid = row.IsVoid,
        Title = text.Title,
        Text = text.Text,
        Links = new ChronologyLinks(text.Self),
    };
}
