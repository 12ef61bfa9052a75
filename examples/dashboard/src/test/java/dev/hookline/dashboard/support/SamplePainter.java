package dev.hookline.dashboard.support;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.coobird.thumbnailator.Thumbnails;

/** Draws the sample pictures that the dashboard ships: run it to draw them anew, into the folder that is given. */
public final class SamplePainter {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 900;
    private static final double QUALITY = 0.82;

    private final BufferedImage picture;
    private final Graphics2D graphics;
    private final Random random = new Random(7);

    private SamplePainter(int width, int height) {
        this.picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Draws all of them. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        new SamplePainter(WIDTH, HEIGHT).lighthouse().write(folder.resolve("photo-1.jpg"));
        new SamplePainter(WIDTH, HEIGHT).mountains().write(folder.resolve("photo-2.jpg"));
        new SamplePainter(HEIGHT, WIDTH).balloon().write(folder.resolve("photo-3.jpg"));
        new SamplePainter(WIDTH, HEIGHT).boat().write(folder.resolve("photo-4.jpg"));
        new SamplePainter(WIDTH, HEIGHT).flowers().write(folder.resolve("photo-5.jpg"));
        new SamplePainter(1080, 1350).template().write(folder.resolve("template.jpg"));
    }

    private SamplePainter lighthouse() {
        sky(new Color(0x24395c), new Color(0xf2a65a));
        graphics.setPaint(glow(720, 240, 380, new Color(0xffe9b0)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        water(620, new Color(0x2f5573), new Color(0x10243a));
        fill(new Color(0x2a2b33), hill(-100, 700, 720, 900, 620));
        Path2D tower = polygon(300, 600, 330, 250, 390, 250, 420, 600);
        fill(new Color(0xf4efe6), tower);
        graphics.setClip(tower);
        for (int y = 300; y < 600; y += 120) {
            fill(new Color(0xc8443c), new Rectangle2D.Double(280, y, 160, 58));
        }
        graphics.setClip(null);
        fill(new Color(0x3a3f47), new Rectangle2D.Double(318, 236, 84, 16));
        fill(new Color(0xffe08a), new Rectangle2D.Double(336, 186, 48, 50));
        fill(new Color(0xc8443c), polygon(326, 188, 360, 150, 394, 188));
        fill(new Color(255, 236, 170, 90), polygon(384, 200, 1200, 60, 1200, 330, 384, 224));
        return this;
    }

    private SamplePainter mountains() {
        sky(new Color(0x7fb2e5), new Color(0xe9f3fb));
        fill(new Color(0xfff4cf), new Ellipse2D.Double(900, 110, 130, 130));
        fill(
                new Color(0x8aa0bd),
                polygon(0, 620, 260, 260, 470, 520, 700, 200, 1000, 560, 1200, 380, 1200, 900, 0, 900));
        fill(Color.WHITE, polygon(700, 200, 618, 314, 668, 300, 704, 336, 744, 296, 786, 303));
        fill(Color.WHITE, polygon(260, 260, 205, 336, 250, 326, 284, 350, 314, 327));
        fill(new Color(0x4c7a5c), hill(0, 660, 1200, 560, 240));
        fill(new Color(0x2f5a44), hill(0, 760, 1200, 690, 140));
        for (int i = 0; i < 46; i++) {
            tree(random.nextInt(WIDTH), 730 + random.nextInt(140));
        }
        return this;
    }

    private SamplePainter balloon() {
        sky(new Color(0x3f8fd2), new Color(0xd8eefb));
        for (int i = 0; i < 6; i++) {
            cloud(random.nextInt(HEIGHT), 90 + i * 150);
        }
        graphics.setColor(new Color(0x6a4a32));
        graphics.setStroke(new BasicStroke(4));
        graphics.drawLine(360, 640, 420, 800);
        graphics.drawLine(540, 640, 480, 800);
        Path2D hull = new Path2D.Double();
        hull.moveTo(450, 150);
        hull.curveTo(800, 150, 760, 520, 540, 660);
        hull.lineTo(360, 660);
        hull.curveTo(140, 520, 100, 150, 450, 150);
        fill(new Color(0xe4572e), hull);
        graphics.setClip(hull);
        fill(new Color(0xf3c14b), new Ellipse2D.Double(330, 140, 240, 560));
        fill(new Color(0xe4572e), new Ellipse2D.Double(405, 140, 90, 560));
        graphics.setClip(null);
        fill(new Color(0x8a5a34), new Rectangle2D.Double(412, 796, 76, 62));
        fill(new Color(0x5b8f4c), hill(0, 1130, 900, 1060, 90));
        return this;
    }

    private SamplePainter boat() {
        sky(new Color(0xf7c59f), new Color(0xfdf0e0));
        fill(new Color(0xf08a5d), new Ellipse2D.Double(500, 300, 200, 200));
        water(440, new Color(0x5aa9a9), new Color(0x1d5c63));
        fill(new Color(0x6b3e26), new Arc2D.Double(380, 470, 440, 240, 180, 180, Arc2D.CHORD));
        fill(new Color(0x4a2a19), new Rectangle2D.Double(594, 190, 12, 400));
        fill(Color.WHITE, polygon(614, 210, 614, 560, 800, 560));
        fill(new Color(0xd64045), polygon(586, 240, 586, 560, 440, 560));
        graphics.setColor(new Color(255, 255, 255, 110));
        graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 0; i < 60; i++) {
            int x = random.nextInt(WIDTH);
            int y = 620 + random.nextInt(270);
            graphics.drawLine(x, y, x + 30 + random.nextInt(50), y);
        }
        return this;
    }

    private SamplePainter flowers() {
        sky(new Color(0xa8d8ea), new Color(0xf4fbef));
        fill(new Color(0x7cb36b), hill(0, 430, 1200, 380, 120));
        Color[] colors = {new Color(0xe94f64), new Color(0xf6b93b), new Color(0x8e6bd1), new Color(0xffffff)};
        for (int i = 0; i < 130; i++) {
            double depth = i / 130.0;
            flower(random.nextInt(WIDTH), (int) (420 + 440 * depth), 8 + 34 * depth, colors[random.nextInt(4)]);
        }
        return this;
    }

    private SamplePainter template() {
        graphics.setPaint(new GradientPaint(0, 0, new Color(0x17324d), 1080, 1350, new Color(0x3b1f4a)));
        graphics.fillRect(0, 0, 1080, 1350);
        graphics.setColor(new Color(0xf0c869));
        graphics.setStroke(new BasicStroke(10));
        graphics.draw(new Rectangle2D.Double(28, 28, 1024, 1294));
        graphics.setStroke(new BasicStroke(3));
        graphics.draw(new Rectangle2D.Double(48, 48, 984, 1254));
        fill(new Color(0xfaf6ee), new Rectangle2D.Double(86, 86, 908, 1178));
        for (int[] corner : new int[][] {{48, 48}, {1032, 48}, {48, 1302}, {1032, 1302}}) {
            fill(new Color(0xf0c869), new Ellipse2D.Double(corner[0] - 16, corner[1] - 16, 32, 32));
        }
        return this;
    }

    private void sky(Color top, Color bottom) {
        graphics.setPaint(new GradientPaint(0, 0, top, 0, picture.getHeight() * 0.7f, bottom));
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    }

    private void water(int from, Color near, Color far) {
        graphics.setPaint(new GradientPaint(0, from, near, 0, picture.getHeight(), far));
        graphics.fillRect(0, from, picture.getWidth(), picture.getHeight() - from);
    }

    private void tree(int x, int y) {
        fill(new Color(0x1f3d2f), polygon(x, y - 90, x - 30, y, x + 30, y));
        fill(new Color(0x27503c), polygon(x, y - 120, x - 22, y - 40, x + 22, y - 40));
    }

    private void cloud(int x, int y) {
        for (int i = 0; i < 5; i++) {
            fill(
                    new Color(255, 255, 255, 150),
                    new Ellipse2D.Double(x + i * 44 - 110, y + random.nextInt(30), 110, 70));
        }
    }

    private void flower(int x, int y, double size, Color color) {
        graphics.setColor(new Color(0x3f7d3a));
        graphics.setStroke(new BasicStroke((float) size / 7));
        graphics.drawLine(x, y, x, (int) (y + size * 3));
        for (int petal = 0; petal < 6; petal++) {
            AffineTransform turn = AffineTransform.getRotateInstance(petal * Math.PI / 3, x, y);
            fill(color, turn.createTransformedShape(new Ellipse2D.Double(x - size / 4, y - size, size / 2, size)));
        }
        fill(new Color(0xf9d65c), new Ellipse2D.Double(x - size / 3, y - size / 3, size / 1.5, size / 1.5));
    }

    private Path2D hill(int fromX, int y, int toX, int toY, int bulge) {
        Path2D hill = new Path2D.Double();
        hill.moveTo(fromX, picture.getHeight());
        hill.lineTo(fromX, y);
        hill.quadTo((fromX + toX) / 2.0, Math.min(y, toY) - bulge / 2.0, toX, toY);
        hill.lineTo(toX, picture.getHeight());
        hill.closePath();
        return hill;
    }

    private static Path2D polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    private static RadialGradientPaint glow(float x, float y, float radius, Color color) {
        Color none = new Color(color.getRed(), color.getGreen(), color.getBlue(), 0);
        return new RadialGradientPaint(x, y, radius, new float[] {0, 1}, new Color[] {color, none});
    }

    private void fill(Color color, java.awt.Shape shape) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    private void write(Path file) throws IOException {
        graphics.dispose();
        Thumbnails.of(picture)
                .scale(1)
                .outputFormat("jpg")
                .outputQuality(QUALITY)
                .toFile(file.toFile());
    }
}
