using System.Linq.Expressions;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Chronology;

/// <summary>Which entries of a pupil's chronology the caller may know of: each source says it of its own kind.</summary>
internal sealed class ChronologyScope(IEnumerable<IChronologySource> sources)
{
    public async Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        Expression<Func<ChronologyEntry, bool>> visible = _ => false;
        foreach (var source in sources)
        {
            var kind = source.Kind;
            Expression<Func<ChronologyEntry, bool>> ofKind = e => e.Kind == kind;
            visible = visible.Or(ofKind.And(await source.VisibleAsync(pupil, ct)));
        }

        return visible;
    }
}
