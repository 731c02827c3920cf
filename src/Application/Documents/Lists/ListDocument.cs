using System.Reflection;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Lists;

/// <summary>What stands in one column of a list.</summary>
/// <param name="Width">How wide it is on paper beside the others; 0 when it stands in the sheet alone.</param>
/// <param name="Value">A value as <see cref="ListNames"/> writes it: in words on paper, as a code or an ISO date in the sheet.</param>
internal sealed record ListColumn<TRow>(string Name, int Width, Func<TRow, object?> Value);

/// <summary>
/// A list of the API as a document. A kind only says which query it asks, what the members of a request mean to it and what stands
/// in the columns; the permission is the query's.
/// </summary>
/// <typeparam name="TRow">What one row is made of.</typeparam>
internal abstract class ListDocument<TQuery, TDto, TRow>(IQueryHandler<TQuery, Page<TDto>> list, ListNames names, ICaller caller) : IDocumentTemplate
    where TQuery : PagedQuery, IQuery<Page<TDto>>
{
    public abstract DocumentKind Kind { get; }

    public abstract DocumentMembers Takes { get; }

    public string Permission { get; } = typeof(TQuery).GetCustomAttribute<RequiresAttribute>()!.Permission;

    protected ListNames Names { get; } = names;

    protected abstract IReadOnlyList<ListColumn<TRow>> Columns { get; }

    protected abstract TQuery QueryOf(DocumentRequest request);

    protected abstract IEnumerable<TRow> RowsOf(TDto record, DocumentRequest request);

    /// <summary>Whether its paper lies on the long side.</summary>
    protected virtual bool IsWide => false;

    protected virtual SensitivityLabel LabelOf(TDto record) => SensitivityLabel.Standard;

    /// <summary>The school in whose name it is issued; null when what the list is of is out of reach.</summary>
    protected virtual Task<DocumentSchool?> SchoolOfAsync(DocumentRequest request, CancellationToken ct) =>
        Names.SchoolAsync(request.SchoolId!.Value, Permission, ct);

    public virtual Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) =>
        Task.FromResult(caller.ReachOf(Permission).Includes(document.SchoolId) ? new DocumentStanding(null) : null);

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var unknown = CommonErrors.UnknownReference.At("/" + Takes.Required[0]);
        if (await SchoolOfAsync(request, ct) is not { } school)
        {
            return unknown;
        }

        if (await Names.UnknownAsync(request, Permission, ct) is { } member)
        {
            return CommonErrors.UnknownReference.At(member);
        }

        var found = new List<TDto>();
        var read = await list.ReadAsync(QueryOf(request), page => { found.AddRange(page); return found.Count < DocumentLimits.ListedRecords; }, ct);
        if (!read.IsSuccess)
        {
            return unknown;
        }

        var isCut = read.Value || found.Count > DocumentLimits.ListedRecords;
        TDto[] kept = [.. found.Take(DocumentLimits.ListedRecords)];
        var rows = kept.SelectMany(r => RowsOf(r, request)).Select(r => Columns.Select(c => c.Value(r)).ToArray()).ToArray();
        var about = await AboutAsync(request, ct);
        await Names.LearnAsync(rows.SelectMany(r => r).Concat(about.Select(f => f.Value)), ct);
        var content = new DocumentContent
        {
            Title = Words.Of(Kind),
            School = school,
            Label = kept.Select(LabelOf).Append(SensitivityLabel.Standard).Max(),
            IsCut = isCut,
            IsLandscape = IsWide,
            Blocks = [.. Blocks(about, rows, isCut)],
            Data = Table([.. Enumerable.Range(0, Columns.Count)], rows, Names.InSheet),
        };
        return new DocumentDraft(content, request.RecordId, null, Names.Pupils);
    }

    /// <summary>What it is a list of, so that paper says so.</summary>
    protected virtual async Task<IReadOnlyList<(string Name, object? Value)>> AboutAsync(DocumentRequest request, CancellationToken ct) =>
    [
        ("From", request.From),
        ("To", request.To),
        ("On", request.On),
        ("Only of the pupil", request.PupilId is { } pupil ? new PupilId(pupil) : null),
        ("Only of the member of staff", request.StaffId is { } member ? new StaffId(member) : null),
        ("Only of the team", request.Team),
        ("Only of the class", request.ClassId is { } group ? await Names.ClassAsync(group, ct) : null),
    ];

    private IEnumerable<DocumentBlock> Blocks(IReadOnlyList<(string Name, object? Value)> about, object?[][] rows, bool isCut)
    {
        if (isCut)
        {
            yield return new DocumentNotice($"There are more than one document takes: this one holds the first {DocumentLimits.ListedRecords}.");
        }

        yield return Facts([.. about.Select(f => (f.Name, Names.OnPaper(f.Value))), ("Rows", Number(rows.Length))]);
        yield return new DocumentText("It lists what whoever issued it may know of.");
        yield return rows.Length == 0
            ? new DocumentText("There are none.")
            : Table([.. Enumerable.Range(0, Columns.Count).Where(i => Columns[i].Width > 0)], rows, Names.OnPaper);
    }

    private DocumentTable Table(int[] columns, object?[][] rows, Func<object?, string?> text) => new(
        Words.Of(Kind), [.. columns.Select(i => new DocumentColumn(Columns[i].Name, Math.Max(1, Columns[i].Width)))],
        [.. rows.Select(r => (IReadOnlyList<string?>)[.. columns.Select(i => text(r[i]))])]);
}

/// <summary>A list with a row for each record.</summary>
internal abstract class ListDocument<TQuery, TDto>(IQueryHandler<TQuery, Page<TDto>> list, ListNames names, ICaller caller)
    : ListDocument<TQuery, TDto, TDto>(list, names, caller)
    where TQuery : PagedQuery, IQuery<Page<TDto>>
{
    protected sealed override IEnumerable<TDto> RowsOf(TDto record, DocumentRequest request) => [record];
}
