using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Reports;

namespace PupilSupport.Application.SupportReports.Dtos;

/// <summary>
/// A count of pupils or of their places. 1 to 4 is never told, nor are the places of 1 to 4 pupils, who count once each then; a sum is the span
/// of what is told of its parts: nothing can be worked out by subtracting.
/// </summary>
/// <param name="Count">Null unless it is told.</param>
/// <param name="Least">It is that many at least.</param>
/// <param name="Most">It is that many at most.</param>
/// <param name="Text">For people: <c>12</c>, <c>&lt;5</c> for 1 to 4 and for places of 1 to 4 pupils, <c>9 to 15</c>.</param>
public sealed record CountSpanDto(int? Count, int Least, int Most, [property: Text(30)] string Text)
{
    public static CountSpanDto Of(CountSpan count) => new(count.Value, count.Least, count.Most, count.Text);
}
