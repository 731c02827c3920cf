using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils.Queries;

/// <summary>Finds pupils by names. It is a POST, so that no name stands in a URL.</summary>
[Requires(Permissions.PupilsRead), Audited("pupil.search")]
public sealed record SearchPupilsQuery : PagedQuery, IQuery<Page<PupilDto>>
{
    public const int QueryMax = 200;

    /// <summary>
    /// Beginnings of any parts of the legal or preferred names, in any order. Case, accents and apostrophes of either
    /// form make no difference.
    /// </summary>
    public required string Query { get; init; }

    /// <summary>Only pupils of this school.</summary>
    public Guid? SchoolId { get; init; }
}

internal sealed class SearchPupilsValidator : AbstractValidator<SearchPupilsQuery>
{
    public SearchPupilsValidator() => RuleFor(s => s.Query).NotEmpty().MaximumLength(SearchPupilsQuery.QueryMax);
}

internal sealed class SearchPupilsHandler(PupilScope scope, IPager pager, PupilAnswers answers, TimeProvider clock)
    : IQueryHandler<SearchPupilsQuery, Page<PupilDto>>
{
    // Each word costs an index range; nobody has more name parts than this.
    private const int MaxWords = 6;

    public async Task<Result<Page<PupilDto>>> Handle(SearchPupilsQuery request, CancellationToken cancellationToken)
    {
        var words = FoldedName.Words(request.Query);
        if (words.Count is 0 or > MaxWords)
        {
            return PupilErrors.SearchWords.At("/query");
        }

        var pupils = scope.For(Permissions.PupilsRead);
        if (request.SchoolId is { } school)
        {
            pupils = pupils.Where(PupilScope.AtSchools([new SchoolId(school)], LondonTime.DateOf(clock.GetUtcNow())));
        }

        pupils = words.Aggregate(pupils, Named);
        var page = await pager.PageAsync(pupils, request, ListPupilsHandler.Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = await answers.CompleteAsync(page.Value.Data, cancellationToken) } : page;
    }

    // A range over the bytes of a word and not LIKE: that is not leakproof, so row-level security would keep it off the index.
    private static IQueryable<Pupil> Named(IQueryable<Pupil> pupils, string word)
    {
        var end = word + "\U0010FFFF";
#pragma warning disable CA1309, CA1310 // Becomes SQL: the column's collation is ordinal.
        return pupils.Where(p => p.NameTokens.Any(t => string.Compare(t.Token, word) >= 0 && string.Compare(t.Token, end) < 0));
#pragma warning restore CA1309, CA1310
    }
}
