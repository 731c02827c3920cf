using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Domain.Reports;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportReports;

/// <summary>What ended programmes planned and delivered, line by line.</summary>
internal sealed class ImpactDelivery(Delivery delivery)
{
    /// <param name="ended">The programmes of the lines.</param>
    public async Task<Func<SchoolId, SupportProgrammeKind, ImpactRow, ImpactDeliveryDto?>> OfAsync(IQueryable<SupportProgramme> ended, CancellationToken ct)
    {
        var each = await delivery.OfAsync(ended, null, null, ct);
        var programmes = await ended.Select(p => new { p.Id, p.SchoolId, p.Kind, EndedOn = p.EndedOn!.Value }).ToListAsync(ct);
        var lines = programmes.ToLookup(p => (p.SchoolId, p.Kind), p => (p.EndedOn, Delivery: each.GetValueOrDefault(p.Id, ProgrammeDelivery.None)));
        return (school, kind, row) => Publish(row.All.Places, [.. lines[(school, kind)].Where(p => p.EndedOn >= row.FirstDay && p.EndedOn <= row.LastDay).Select(p => p.Delivery)]);
    }

    /// <summary>
    /// Sums only beside an exact number of places, nothing beside few. Beside a span only whole sessions a programme: any number of programmes
    /// could have them. Whoever knows how long a session is, or how many were planned, could tell from minutes or a share how many programmes there are.
    /// </summary>
    internal static ImpactDeliveryDto? Publish(CountSpan places, ProgrammeDelivery[] programmes)
    {
        if (programmes.Length == 0 || places == CountSpan.Few)
        {
            return null;
        }

        var sum = programmes.Aggregate((a, b) => a + b);
        var isExact = places.Value is not null;
        return new ImpactDeliveryDto
        {
            Programmes = isExact ? programmes.Length : null,
            PlannedSessions = isExact ? sum.Planned : null,
            DeliveredSessions = isExact ? sum.Delivered : null,
            DeliveredMinutes = isExact ? sum.DeliveredMinutes : null,
            CatchUpOwed = isExact ? sum.Owed : null,
            CostPence = isExact ? sum.Pence : null,
            SessionsPerProgramme = Whole(sum.Delivered, programmes.Length)!.Value,
            MinutesPerProgramme = isExact ? Whole(sum.DeliveredMinutes, programmes.Length) : null,
            AdherencePercent = isExact ? Whole(100L * sum.Delivered, sum.Planned) : null,
        };
    }

    /// <summary>Halves up; null for a part of nothing.</summary>
    public static int? Whole(long of, long to) => to == 0 ? null : (int)Math.Round((decimal)of / to, MidpointRounding.AwayFromZero);
}
